import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Vitest gives each test file a process of its own, which loads everything again: for most files that takes longer than
// their tests. Files that leave nothing behind in their process run in one, one after the other. A database is a fresh one
// for each file all the same.

/** What a test changes in its process, or minds in it. */
const OF_THE_PROCESS = /\bvi\b|\bprocess\.|\bglobalThis\b|\bconsole\./;

/** Which of the test files that the patterns find can share a process with others, by their source. */
export function testsThatShare(root: string, patterns: string[]): string[] {
  return globSync(patterns, { cwd: root, exclude: (name) => name === "node_modules" })
    .filter((file) => !OF_THE_PROCESS.test(readFileSync(join(root, file), "utf8")))
    .sort();
}
