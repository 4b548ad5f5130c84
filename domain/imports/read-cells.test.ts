import { expect, test } from "vitest";
import { readConsent, readDate } from "./read-cells.ts";

test.each([
  ["SUBSCRIBED", "yes"],
  ["Opted in", "yes"],
  ["yes", "yes"],
  ["TRUE", "yes"],
  ["opted-out", "no"],
  ["Unsubscribed", "no"],
  ["STOP", "no"],
  ["NEVER_SUBSCRIBED", "never"],
  ["not subscribed", "never"],
  ["pending", "never"],
  ["no", "never"],
  ["", "never"],
  ["maybe", null],
  ["n/a?", null],
])("%j in a consent column means %s", (cell, meaning) => {
  expect(readConsent(cell)).toBe(meaning);
});

test.each([
  ["2026-11-24", "2026-11-24T00:00:00.000Z"],
  ["2026-11-24T10:30:00Z", "2026-11-24T10:30:00.000Z"],
  ["2026-11-24 10:30:00 UTC", "2026-11-24T10:30:00.000Z"],
  ["2026-11-24T10:30:00.123-05:00", "2026-11-24T15:30:00.000Z"],
  ["11/24/2026", "2026-11-24T00:00:00.000Z"],
  ["11/24/2026 1:05 PM", "2026-11-24T13:05:00.000Z"],
  ["03/04/2026", "2026-03-04T00:00:00.000Z"],
  ["1764000000", "2025-11-24T16:00:00.000Z"],
  ["1764000000000", "2025-11-24T16:00:00.000Z"],
])("%j is the instant %s", (cell, instant) => {
  expect(readDate(cell, true)?.toISOString()).toBe(instant);
});

test("where the day comes first, 03/04/2026 is in April and 04/13/2026 still in April", () => {
  expect(readDate("03/04/2026", false)?.toISOString()).toBe("2026-04-03T00:00:00.000Z");
  expect(readDate("13.04.2026", false)?.toISOString()).toBe("2026-04-13T00:00:00.000Z");
});

test.each(["2026-02-30", "2026-13-01", "31/31/2026", "yesterday", "20261124", "2026-11-24T25:00:00Z"])(
  "%j is no date",
  (cell) => {
    expect(readDate(cell, true)).toBeNull();
  },
);
