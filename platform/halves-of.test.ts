import { expect, test } from "vitest";
import { halvesOf } from "./halves-of.ts";

test("halves keep every item and its place, and none of them is empty", () => {
  expect(halvesOf([1, 2, 3, 4])).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(halvesOf([1, 2, 3])).toEqual([[1, 2], [3]]);
  expect(halvesOf([1])).toEqual([[1]]);
  expect(halvesOf([])).toEqual([]);
});
