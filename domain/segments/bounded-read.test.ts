import { expect, test } from "vitest";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../test/factories/context.ts";
import { readBounded } from "./bounded-read.ts";

const { db } = aContext();

const compare = statement(
  "",
  `EXPLAIN (FORMAT JSON) SELECT s.id FROM subscribers s WHERE s.shop_id = gen_random_uuid()
   AND NOT EXISTS (SELECT FROM segment_members m WHERE m.shop_id = s.shop_id AND m.subscriber_id = s.id)`,
);

test("sets that are compared are never gone through once for each row, however few rows the planner expects", async () => {
  const planOf = async (comparesSets: boolean) =>
    JSON.stringify(await readBounded({ db }, compare, [], { timeoutMs: 5_000, comparesSets }));
  expect(await planOf(false)).toContain("Nested Loop");
  expect(await planOf(true)).not.toContain("Nested Loop");
  const setting = statement("", "SELECT current_setting('enable_nestloop') AS nested");
  expect(await db.run(setting)).toEqual([{ nested: "on" }]);
});
