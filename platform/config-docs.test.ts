import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { describeSettings } from "./config.ts";

const readPage = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

test("docs/settings.md has every setting, with its default and its meaning, and no other", () => {
  const rows = describeSettings().map(({ name, default: value, meaning }) => `| \`${name}\` | ${value} | ${meaning} |`);
  expect(
    readPage("docs/settings.md")
      .split("\n")
      .filter((line) => line.startsWith("| `")),
  ).toEqual(rows);
});

test("every setting says what it means", () => {
  expect(describeSettings().filter(({ meaning }) => meaning.length < 10)).toEqual([]);
});

test("the README names no setting that is not there", () => {
  const known = new Set(describeSettings().map(({ name }) => name));
  const named = [...readPage("README.md").matchAll(/`([A-Z][A-Z]+(?:_[A-Z]+)+)`/g)].map((match) => match[1] ?? "");
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
