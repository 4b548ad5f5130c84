import { expect, test } from "vitest";
import { formatSoon, suggestedTime, wallTimeAt, zoneName } from "./wall-time.ts";

const NEW_YORK = "America/New_York";

test("an instant is shown on the store's clock", () => {
  expect(wallTimeAt(new Date("2026-11-27T14:30:00Z"), NEW_YORK)).toEqual({ date: "2026-11-27", time: "09:30" });
});

test("the first suggestion is a full hour with time left to think", () => {
  expect(suggestedTime(new Date("2026-11-24T15:40:00Z"), NEW_YORK)).toEqual({ date: "2026-11-24", time: "12:00" });
  expect(suggestedTime(new Date("2026-11-25T03:40:00Z"), NEW_YORK)).toEqual({ date: "2026-11-25", time: "00:00" });
});

test("a zone is shown with the name that holds at that time of the year", () => {
  expect(zoneName(new Date("2026-11-27T14:30:00Z"), NEW_YORK)).toBe("America/New York (EST)");
  expect(zoneName(new Date("2026-07-27T14:30:00Z"), NEW_YORK)).toBe("America/New York (EDT)");
});

test("an hour of today needs no date, an hour of another day does", () => {
  const now = new Date("2026-11-24T23:30:00Z");
  expect(formatSoon(new Date("2026-11-25T02:00:00Z"), now, NEW_YORK)).toBe("9:00 PM EST");
  expect(formatSoon(new Date("2026-11-25T13:00:00Z"), now, NEW_YORK)).toBe("Wed, Nov 25, 8:00 AM EST");
});
