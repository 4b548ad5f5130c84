import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { basename } from "node:path";
import { expect, test } from "vitest";

const ROOMS = "{app,domain,platform,shopify,workers}/**";

/** A connection refuses a second text under a name that it knows: seen only where both are used by one process. */
test("no two statements have the same name", async () => {
  const names: string[] = [];
  for await (const file of glob(`${ROOMS}/*.sql`)) names.push(basename(file, ".sql"));
  for await (const file of glob(`${ROOMS}/*.ts`, { exclude: (path) => path.endsWith(".test.ts") }))
    for (const [, name] of readFileSync(file, "utf8").matchAll(/\bstatement\(\s*"([^"]+)"/g)) names.push(name ?? "");
  expect(names.length).toBeGreaterThan(200);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
