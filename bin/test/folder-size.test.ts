import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MOST_CODE_FILES, overfullFolders } from "./folder-size.ts";

function folderOf(names: string[]): string {
  const root = mkdtempSync(join(tmpdir(), "cartbell-folders-"));
  mkdirSync(join(root, "domain/carts"), { recursive: true });
  for (const name of names) writeFileSync(join(root, "domain/carts", name), "");
  return root;
}

const full = Array.from({ length: MOST_CODE_FILES }, (_, at) => `step-${at}.ts`);

test("a folder with one code file too many is named with its number", () => {
  const root = folderOf([...full, "one-more.tsx"]);
  expect(overfullFolders(root, "domain")).toEqual(["domain/carts has 26 code files; divide it by subject"]);
});

test("tests, queries and packages do not count", () => {
  const root = folderOf([...full, "step-1.test.ts", "step-2.test.tsx", "read.sql", "page.module.css"]);
  mkdirSync(join(root, "domain/node_modules"));
  for (const name of [...full, "one-more.ts"]) writeFileSync(join(root, "domain/node_modules", name), "");
  expect(overfullFolders(root, "domain")).toEqual([]);
});
