import { expect, test } from "vitest";
import { clockTime, hoursByDays, isWholeDay } from "./week.ts";

const day = { starts: 480, ends: 1_260 };
const short = { starts: 720, ends: 1_260 };

test("days with the same hours stand together", () => {
  const daysOf = (weekdays: typeof day | null, saturday: typeof day | null, sunday: typeof day | null) =>
    hoursByDays({ weekdays, saturday, sunday }).map(({ days }) => days);
  expect(daysOf(day, { ...day }, day)).toEqual(["Every day"]);
  expect(daysOf(day, day, null)).toEqual(["Monday to Saturday", "Sunday"]);
  expect(daysOf(day, short, short)).toEqual(["Monday to Friday", "Saturday and Sunday"]);
  expect(daysOf(day, short, null)).toEqual(["Monday to Friday", "Saturday", "Sunday"]);
});

test("a minute is a time of day", () => {
  expect([0, 540, 750, 1_290, 1_440].map(clockTime)).toEqual([
    "12:00 AM",
    "9:00 AM",
    "12:30 PM",
    "9:30 PM",
    "midnight",
  ]);
});

test("a whole day forbids nothing", () => {
  expect([{ starts: 0, ends: 1_440 }, day, null].map(isWholeDay)).toEqual([true, false, false]);
});
