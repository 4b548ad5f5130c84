import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { pureTests } from "./pure-tests.ts";

/** A house with one file of ours, one that needs servers by way of another, and these tests. */
function houseWith(tests: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "cartbell-pure-"));
  const files = {
    "test/setup/per-worker.ts": "export const testDatabaseUrl = () => '';\n",
    "test/factories/shop.ts": 'import { testDatabaseUrl } from "../setup/per-worker.ts";\n',
    "domain/carts/total.ts": "export const total = 1;\n",
    ...tests,
  };
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), source);
  }
  return root;
}

const judge = (source: string) => pureTests(houseWith({ "domain/carts/total.test.ts": source }), "domain");

test.each([
  ["a function of its own folder", 'import { total } from "./total.ts";'],
  ["a function by its name", 'import { total } from "#domain/carts/total";'],
  ["a file that it reads", 'import { readFileSync } from "node:fs";'],
])("a test of %s is pure", (_what, source) => {
  expect(judge(source)).toEqual(["domain/carts/total.test.ts"]);
});

test.each([
  ["the database", 'import { emptyDatabase } from "../../test/setup/per-worker.ts";'],
  ["the database by way of a factory", 'import { aShop } from "../../test/factories/shop.ts";'],
  ["a replaced clock or function", 'import { vi } from "vitest";'],
  ["the environment", 'process.env.PORT = "1";'],
  ["the console", "console.error = () => {};"],
  ["a server of its own", 'import { createServer } from "node:http";'],
  ["something of all its tests", "beforeAll(() => {});"],
])("a test that needs %s gets a process of its own", (_what, source) => {
  expect(judge(source)).toEqual([]);
});
