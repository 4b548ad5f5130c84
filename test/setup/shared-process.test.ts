import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { testsThatShare } from "./shared-process.ts";

const FILE = "domain/carts/total.test.ts";

function judge(source: string): string[] {
  const root = mkdtempSync(join(tmpdir(), "cartbell-sharing-"));
  for (const path of [FILE, "node_modules/vitest/vitest.test.ts"]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), source);
  }
  return testsThatShare(root, ["{domain,node_modules}/**/*.test.ts"]);
}

test.each([
  ["a function of its own folder", 'import { total } from "./total.ts";'],
  ["the database", 'import { emptyDatabase } from "../../test/setup/per-worker.ts";'],
  ["something of all its tests", "beforeAll(() => {});"],
])("a test that needs %s shares a process with others", (_what, source) => {
  expect(judge(source)).toEqual([FILE]);
});

test.each([
  ["a replaced clock or function", 'import { vi } from "vitest";'],
  ["the environment", 'process.env.PORT = "1";'],
  ["what all code sees", "globalThis.fetch = () => {};"],
  ["the console", "console.error = () => {};"],
])("a test that needs %s gets a process of its own", (_what, source) => {
  expect(judge(source)).toEqual([]);
});
