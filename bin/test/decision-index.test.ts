import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../root.ts";

const FOLDER = join(ROOT, "docs/decisions");
const FILES = globSync("[0-9]*.md", { cwd: FOLDER });
const readPage = (file: string) => readFileSync(join(FOLDER, file), "utf8");

test("the index links each decision once, by its number and title", () => {
  const lines = readPage("README.md").matchAll(/^- (\[.*\]\([\w-]+\.md\))$/gm);
  const linked = Array.from(lines, ([, link = ""]) => link);
  const expected = FILES.map((file) => `[${/^# (.*)/.exec(readPage(file))?.[1]}](${file})`);
  expect(linked).toHaveLength(expected.length);
  expect(new Set(linked)).toEqual(new Set(expected));
});

test("each decision has the number of its file, and no other has it", () => {
  const numbers = FILES.map((file) => Number.parseInt(file, 10));
  expect(FILES.map((file) => Number(/^# (\d+)\. /.exec(readPage(file))?.[1]))).toEqual(numbers);
  expect(new Set(numbers).size).toBe(numbers.length);
});
