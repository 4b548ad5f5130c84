import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../root.ts";
import { PRICES } from "./inputs.ts";
import { LINES, monthOf } from "./monthly.ts";
import { renderCostPage, VOLUMES } from "./page.ts";

test("docs/cost.md says what the prices and measurements come to; otherwise run npm run cost", () => {
  expect(readFileSync(join(ROOT, "docs/cost.md"), "utf8")).toBe(renderCostPage());
});

test("the total is the sum of its lines, and no line is missing", () => {
  for (const { dollars, total } of VOLUMES.map(monthOf)) {
    expect(new Set(Object.keys(dollars))).toEqual(new Set(LINES));
    expect(total).toBeCloseTo(Object.values(dollars).reduce((sum, it) => sum + it, 0));
  }
});

test("ten times the texts take ten times the disk, and never less of anything", () => {
  const [small, large] = [monthOf(10_000_000), monthOf(100_000_000)];
  expect(large.dollars["disks of both"]).toBeCloseTo(10 * small.dollars["disks of both"]);
  for (const line of LINES) expect(large.dollars[line]).toBeGreaterThanOrEqual(small.dollars[line]);
});

test("the smallest installation has two hosts, and a database with a standby", () => {
  const { hosts, dollars } = monthOf(1_000);
  expect(hosts).toBe(2);
  expect(dollars["PostgreSQL, with a standby"]).toBeCloseTo(2 * PRICES.database.usd * 730);
});

test("more than one database can carry is refused, not guessed", () => {
  expect(() => monthOf(100_000_000_000)).toThrow("more than one database");
});
