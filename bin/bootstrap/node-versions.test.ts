import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../root.ts";

// It runs before anything is installed, and so without types.
const { isNewEnough } = (await import(new URL("./choose-node.mjs", import.meta.url).href)) as {
  isNewEnough(version: string): boolean;
};

// The versions are named in four places. package.json is the one that npm obeys.

const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");
const engines: string = JSON.parse(textOf("package.json")).engines.node;
const versions = Array.from(engines.matchAll(/(\d+)\.(\d+)\.(\d+)/g), ([, ...parts]) => parts.map(Number));

/** As a page names it: 24.20.0 is "24.20". */
function named([major, minor, patch]: number[]): string {
  return patch === 0 ? `${major}.${minor}` : `${major}.${minor}.${patch}`;
}

test("engines name a version of each line that is kept up", () => {
  expect(versions.map(named)).toEqual(["22.23.3", "24.20", "26.6"]);
});

test("the scripts accept what engines accept and nothing older", () => {
  for (const [major = 0, minor = 0, patch = 0] of versions) {
    expect(isNewEnough(`${major}.${minor}.${patch}`)).toBe(true);
    expect(isNewEnough(patch > 0 ? `${major}.${minor}.${patch - 1}` : `${major}.${minor - 1}.9`)).toBe(false);
  }
});

test.each(["README.md", "docs/runbook.md"])("%s names the same versions", (page) => {
  const sentence = /Node (\d+\.\d+[^()]*?) or newer/.exec(textOf(page))?.[1] ?? "";
  expect(sentence.match(/\d+(?:\.\d+)+/g)).toEqual(versions.map(named));
});
