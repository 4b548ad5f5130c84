import { expect, test } from "vitest";
import { hotTablesOf } from "./history.ts";

test.each([
  ["ALTER TABLE messages ADD COLUMN a int", ["messages"]],
  ['CREATE INDEX CONCURRENTLY "a" ON "subscribers" (email)', ["subscribers"]],
  ["CREATE TRIGGER a AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f()", ["orders"]],
  ["UPDATE intake SET state = 'done'", ["intake"]],
])("%s is measured", (script, tables) => {
  expect(hotTablesOf(script)).toEqual(tables);
});

test.each([
  "CREATE TABLE snippets (id uuid)",
  "ALTER TABLE shop_settings ADD COLUMN a int",
  "CREATE TABLE clicks (id uuid); CREATE INDEX a ON clicks (id)",
])("%s is not: no hot table with rows is changed", (script) => {
  expect(hotTablesOf(script)).toEqual([]);
});
