import { expect, test } from "vitest";
import { readBirthday } from "./birthday.ts";

test.each<[string, boolean | null, string | null]>([
  ["1955-02-03", null, "1955-02-03"],
  ["1955/2/3", null, "1955-02-03"],
  ["2000-02-29T00:00:00Z", null, "2000-02-29"],
  ["2001-02-29", null, null],
  ["11/25/1990", null, "1990-11-25"],
  ["25.11.1990", null, "1990-11-25"],
  ["3/4/1990", true, "1990-03-04"],
  ["3/4/1990", false, "1990-04-03"],
  ["3/4/1990", null, null],
  ["11/25/90", true, null],
  ["November", true, null],
  ["", true, null],
])("the birthday %j, month first %j, is read as %j", (written, isMonthFirst, day) => {
  expect(readBirthday(written, isMonthFirst)).toBe(day);
});
