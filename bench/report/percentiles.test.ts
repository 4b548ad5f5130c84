import { expect, test } from "vitest";
import { median, percentile, percentiles } from "./percentiles.ts";

test("a percentile is the nearest rank: one of the values, never beyond the last", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentiles(hundred, [50, 99, 100])).toEqual([50, 99, 100]);
  expect(percentile([7], 99)).toBe(7);
  expect(percentile([], 99)).toBeNaN();
});

test("one disturbed round of several does not move the median", () => {
  expect(median([4_000, 4_100, 900])).toBe(4_000);
  expect(median([3, 1])).toBe(2);
});
