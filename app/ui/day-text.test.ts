import { expect, test } from "vitest";
import { dayIn, dayText } from "./day-text.ts";

test.each([
  ["11/27/2026", "2026-11-27"],
  ["1/5/2027", "2027-01-05"],
  ["1/5/27", "2027-01-05"],
  [" 11/27/2026 ", "2026-11-27"],
  ["11-27-2026", "2026-11-27"],
  ["2026-11-27", "2026-11-27"],
  ["11/27", "11/27"],
  ["tomorrow", "tomorrow"],
  ["", ""],
])("%j typed means %j", (typed, day) => {
  expect(dayIn(typed)).toBe(day);
});

test.each([
  ["2026-11-27", "11/27/2026"],
  ["tomorrow", "tomorrow"],
  ["", ""],
])("%j is shown as %j, and means the same when typed", (day, shown) => {
  expect(dayText(day)).toBe(shown);
  expect(dayIn(shown)).toBe(day);
});
