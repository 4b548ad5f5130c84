import { describe, expect, test } from "vitest";
import { businessDaysAfter, businessDaysLeft } from "./business-days.ts";
import { isPublicHoliday } from "./holidays.ts";

/** Federal holidays as they are kept, from opm.gov/policy-data-oversight/pay-leave/federal-holidays. */
const FEDERAL = [
  ..."2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11 2026-11-26 2026-12-25".split(
    " ",
  ),
  ..."2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11 2027-11-25 2027-12-24".split(
    " ",
  ),
];

const at = (iso: string) => new Date(iso);

describe("business days", () => {
  test("every weekday of two years that is no federal holiday counts", () => {
    const missed: string[] = [];
    for (
      let day = at("2026-01-01T12:00:00Z");
      day < at("2027-12-31T00:00:00Z");
      day = new Date(day.getTime() + 86_400_000)
    ) {
      const date = day.toISOString().slice(0, 10);
      const isWeekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
      if (!isWeekend && isPublicHoliday("US", date) !== FEDERAL.includes(date)) missed.push(date);
    }
    expect(missed).toEqual([]);
  });

  test("ten of them after a Tuesday before Thanksgiving", () => {
    // Wed 25, (Thu 26 holiday), Fri 27, Mon 30 … Fri 4, Mon 7, Tue 8, Wed 9
    expect(businessDaysAfter(at("2026-11-24T15:00:00Z"), 10)).toEqual(at("2026-12-09T15:00:00Z"));
  });

  test("a text on a Saturday, and one late on a Friday evening, count from Monday", () => {
    expect(businessDaysAfter(at("2026-08-01T15:00:00Z"), 1)).toEqual(at("2026-08-03T15:00:00Z"));
    expect(businessDaysAfter(at("2026-08-01T03:30:00Z"), 1)).toEqual(at("2026-08-04T03:30:00Z"));
  });

  test("the hour is the wall clock's across a change of the clocks", () => {
    expect(businessDaysAfter(at("2026-10-30T15:00:00Z"), 1)).toEqual(at("2026-11-02T16:00:00Z"));
  });

  test("New Year's Day kept on a Friday is no business day", () => {
    expect(businessDaysAfter(at("2027-12-30T15:00:00Z"), 1)).toEqual(at("2028-01-03T15:00:00Z"));
  });

  test("how many are left", () => {
    const from = at("2026-11-24T15:00:00Z");
    expect(businessDaysLeft(from, businessDaysAfter(from, 10))).toBe(10);
    // An hour later it is still ten; a day later nine.
    expect(businessDaysLeft(at("2026-11-24T16:00:00Z"), businessDaysAfter(from, 10))).toBe(10);
    expect(businessDaysLeft(at("2026-11-25T15:00:00Z"), businessDaysAfter(from, 10))).toBe(9);
    expect(businessDaysLeft(at("2026-12-09T14:00:00Z"), at("2026-12-09T15:00:00Z"))).toBe(0);
    expect(businessDaysLeft(at("2026-12-12T14:00:00Z"), at("2026-12-09T15:00:00Z"))).toBe(0);
  });
});
