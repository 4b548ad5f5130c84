import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ALL_RULES } from "./catalogue.ts";
import { SOURCES, sourcesOf } from "./sources.ts";

const listed = readFileSync(new URL("../../../docs/compliance-sources.md", import.meta.url), "utf8");

test.each(ALL_RULES)("$id names sources that are listed, here and in the documents", ({ source }) => {
  expect(sourcesOf(source).every(({ name }) => name !== "")).toBe(true);
  for (const key of source.split(" ")) expect(listed).toMatch(new RegExp(`^\\|[^|]*\\b${key}\\b`, "m"));
});

test("each source that is listed is some rule's, and its address is one", () => {
  const used = new Set(ALL_RULES.flatMap(({ source }) => source.split(" ")));
  expect(Object.keys(SOURCES).filter((key) => !used.has(key))).toEqual([]);
  for (const { url } of Object.values(SOURCES)) if (url !== null) expect(new URL(url).protocol).toBe("https:");
});

test("a key that no one listed is a defect", () => {
  expect(() => sourcesOf("C11 X9")).toThrow("X9");
});
