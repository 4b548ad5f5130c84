import { expect, test } from "vitest";
import { isPublicHoliday } from "./holidays.ts";
import { sendWindow } from "./window.ts";

const YEAR = Array.from({ length: 365 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10));
const holidaysOf = (calendar: string) =>
  YEAR.filter((date) => isPublicHoliday(calendar, date)).map((it) => it.slice(5));

/** Copied from the states' and the country's own lists for 2026; Independence Day, a Saturday, is kept on the 3rd too. */
const FEDERAL = "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25".split(" ");
const KEPT = {
  // Confederate Memorial Day and Jefferson Davis' birthday.
  "US-AL": [...FEDERAL, "04-27", "06-01"],
  // Mardi Gras, Good Friday, the day of the general election.
  "US-LA": [...FEDERAL, "02-17", "04-03", "11-03"],
  FR: "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25".split(" "),
};

test.each(Object.entries(KEPT))("%s keeps its holidays", (calendar, days) => {
  expect(holidaysOf(calendar)).toEqual([...days].sort());
});

test("a part without holidays of its own has the country's, and a country no one knows has none", () => {
  expect(holidaysOf("US-XX")).toEqual(FEDERAL);
  expect(holidaysOf("ZZ")).toEqual([]);
});

test("a New Year's Day that is kept on the last of December closes that day", () => {
  expect(isPublicHoliday("US-AL", "2027-12-31")).toBe(true);
  expect(isPublicHoliday("US-AL", "2028-01-01")).toBe(true);
  expect(isPublicHoliday("US-AL", "2028-12-31")).toBe(false);
});

test("a feast of several days closes each of them, from the evening on which it begins", () => {
  expect(
    ["2026-03-18", "2026-03-19", "2026-03-20", "2026-03-21", "2026-03-22", "2026-03-23"].map((it) =>
      isPublicHoliday("AE", it),
    ),
  ).toEqual([false, true, true, true, true, false]);
});

test("a bank holiday counts as a public one", () => {
  expect(isPublicHoliday("JP", "2026-12-31")).toBe(true);
});

test.each([
  ["US-AL@America/Chicago", "2026-04-27T12:00-05:00", "2026-04-28T08:00-05:00"],
  ["US-LA@America/Chicago", "2026-02-17T12:00-06:00", "2026-02-18T08:00-06:00"],
  // Sunday, and the Monday after Easter.
  ["FR@Europe/Paris", "2026-04-04T20:00+02:00", "2026-04-07T08:00+02:00"],
  ["RE@Indian/Reunion", "2026-07-14T12:00+04:00", "2026-07-15T08:00+04:00"],
  // Thursday to Monday: Christmas, the substitute of nothing, Saturday is open again.
  ["US-AL@America/Chicago", "2026-12-24T20:00-06:00", "2026-12-26T08:00-06:00"],
  // The holiday of one state applies to everyone who may live there.
  ["US-AL,US-CA@America/Chicago,America/Los_Angeles", "2026-06-01T12:00-05:00", "2026-06-02T09:00-07:00"],
  // Nothing tells the state: Good Friday is one in Louisiana, and 16:00 in New York is 10:00 in Honolulu.
  ["unknown", "2026-04-03T16:30-04:00", "2026-04-04T16:00-04:00"],
])("%s at %s waits until %s", (signature, asked, opens) => {
  const merchant = { startsMinute: 0, endsMinute: 1_440 };
  const window = sendWindow({ signature, merchant, purpose: "marketing", now: new Date(asked) });
  expect(window).toMatchObject({ isOpen: false, opensAt: new Date(opens) });
});
