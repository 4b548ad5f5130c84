import { expect, test } from "vitest";
import { filtersWithoutFile, saidOf } from "./path-filters.ts";

const files = ["domain/links/make.test.ts", "test/stories/outage.test.ts"];

test.each([
  [[], []],
  [["domain/links"], []],
  [["./domain/links"], []],
  [["Outage", "links/make.test.ts:12"], []],
  [["domain/link/", "outage"], ["domain/link/"]],
  [
    ["nowhere", "neither"],
    ["nowhere", "neither"],
  ],
])("of %j no test file is named by %j", async (filters, unmatched) => {
  expect(await filtersWithoutFile(filters, files)).toEqual(unmatched);
});

test("the project's own files are found, and what names none of them is said", async () => {
  expect(await filtersWithoutFile(["bin/test/path-filters", "domain/nothing-here"])).toEqual(["domain/nothing-here"]);
  expect(saidOf(["domain/nothing-here"])).toBe('No test file\'s path contains "domain/nothing-here". Nothing was run.');
});
