import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../test/factories/context.ts";
import { analyzeNewTables } from "./analyze-new-tables.ts";

const { db } = aContext();

const make = statement("make-young", 'CREATE TABLE "young Table" AS SELECT n FROM generate_series(1, 500) AS n');
const statistics = statement("young-statistics", "SELECT n_distinct FROM pg_stats WHERE tablename = 'young Table'");

test("a table that has just got its first rows is known to the planner, and is looked at once", async () => {
  await db.run(make);
  // PostgreSQL counts a table's rows a moment after their commit.
  while (!(await analyzeNewTables(db)).includes('"young Table"')) await sleep(50);
  expect(await db.run(statistics)).toEqual([{ n_distinct: -1 }]);
  expect(await analyzeNewTables(db)).not.toContain('"young Table"');
});
