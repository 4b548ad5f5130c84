import { expect, test } from "vitest";
import { isNear, nextBusyDay } from "./busy-days.ts";

const at = (iso: string, zone = "America/New_York") => nextBusyDay(new Date(iso), zone);

test.each([
  ["2026-11-24T14:00:00Z", "Black Friday", "2026-11-27", 3],
  ["2026-11-28T15:00:00Z", "Cyber Monday", "2026-11-30", 2],
  ["2026-12-01T15:00:00Z", "The last week before Christmas", "2026-12-18", 17],
  ["2026-12-25T15:00:00Z", "Valentine’s Day", "2027-02-14", 51],
  ["2027-03-01T15:00:00Z", "Mother’s Day", "2027-05-09", 69],
  ["2027-06-19T15:00:00Z", "Father’s Day", "2027-06-20", 1],
  ["2024-11-01T15:00:00Z", "Black Friday", "2024-11-29", 28],
])("at %s the next busy day is %s, %s", (now, name, date, daysLeft) => {
  expect(at(now)).toEqual({ name, date, daysLeft });
});

test("a busy day lasts until the store’s own midnight", () => {
  expect(at("2026-11-28T04:30:00Z")).toMatchObject({ name: "Black Friday", daysLeft: 0 });
  expect(at("2026-11-28T04:30:00Z", "UTC")).toMatchObject({ name: "Cyber Monday" });
});

test("Home begins to speak of it four weeks before", () => {
  expect(isNear({ daysLeft: 28 })).toBe(true);
  expect(isNear({ daysLeft: 29 })).toBe(false);
});
