import { expect, test } from "vitest";
import { isMonthFirst, proveOrder } from "#domain/imports/cells/date-order";
import { isSerialDay } from "#domain/imports/cells/written-date";
import { readConsent, readDate, readOptOut } from "./read-cells.ts";

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
  ["1", "yes"],
  ["1.0", "yes"],
  ["x", "yes"],
  ["✓", "yes"],
  ["Sí", "yes"],
  ["WAHR", "yes"],
  ["はい", "yes"],
  ["I agree", "yes"],
  ["0", "never"],
  ["FALSE", "never"],
  ["Nein", "never"],
  ["não", "never"],
  ["N/A", "never"],
  ["NULL", "never"],
  ["-", "never"],
  ["désinscrit", "no"],
  ["dado de baja", "no"],
  ["abgemeldet", "no"],
  ["do not contact", "no"],
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

test.each([
  "",
  "FALSE",
  "false",
  "f",
  "0",
  "0.0",
  "no",
  "N",
  "off",
  "NULL",
  "null",
  "N/A",
  "n/a",
  "#N/A",
  "none",
  "nil",
  "NaN",
  "-",
  "--",
  "–",
  "0000-00-00",
  "0000-00-00 00:00:00",
  "0000-00-00T00:00:00Z",
  "00/00/0000",
  "nein",
  "non",
  "falsch",
  "нет",
  "いいえ",
  "subscribed",
  "Opted in",
  "active",
  "never",
  "not opted out",
  "(null)",
  "\\N",
])("%j in an opt-out column is no opt-out", (cell) => {
  expect(readOptOut(cell, true)).toBe("not");
});

test.each([
  "TRUE",
  "true",
  "t",
  "1",
  "1.0",
  "yes",
  "Y",
  "x",
  "X",
  "✓",
  "✅",
  "on",
  "ja",
  "oui",
  "sí",
  "да",
  "wahr",
  "opted out",
  "Unsubscribed",
  "STOP",
  "dnc",
])("%j in an opt-out column is one", (cell) => {
  expect(readOptOut(cell, true)).toBe("yes");
});

test("a date in an opt-out column is one since then, and what cannot be read is unclear", () => {
  expect(readOptOut("2026-01-05 10:00:00", true)).toEqual(new Date("2026-01-05T10:00:00Z"));
  for (const cell of ["ask Ann", "2026-13-01", "45296", "maybe"]) expect(readOptOut(cell, true), cell).toBe("unclear");
});

test.each([
  ["11/1/16", "2016-11-01T00:00:00.000Z"],
  ["2024/01/05", "2024-01-05T00:00:00.000Z"],
  ["2024.01.05", "2024-01-05T00:00:00.000Z"],
  ["2024-1-5", "2024-01-05T00:00:00.000Z"],
  ["Jan 5, 2024", "2024-01-05T00:00:00.000Z"],
  ["January 5th, 2024", "2024-01-05T00:00:00.000Z"],
  ["January 5, 2024 at 10:22 AM", "2024-01-05T10:22:00.000Z"],
  ["5 Jan 2024", "2024-01-05T00:00:00.000Z"],
  ["5-Jan-24", "2024-01-05T00:00:00.000Z"],
  ["05-JAN-2024 10:22:05", "2024-01-05T10:22:05.000Z"],
  ["Jan-05-2024", "2024-01-05T00:00:00.000Z"],
  ["Sept 5, 2024", "2024-09-05T00:00:00.000Z"],
  ["2024 Jan 5", "2024-01-05T00:00:00.000Z"],
  ["5. Januar 2024", "2024-01-05T00:00:00.000Z"],
  ["5 janvier 2024", "2024-01-05T00:00:00.000Z"],
  ["5 de enero de 2024", "2024-01-05T00:00:00.000Z"],
  ["5 gennaio 2024", "2024-01-05T00:00:00.000Z"],
  ["5 de março de 2024", "2024-03-05T00:00:00.000Z"],
  ["5 mei 2024", "2024-05-05T00:00:00.000Z"],
  ["5 maj 2024", "2024-05-05T00:00:00.000Z"],
  ["5. mars 2024", "2024-03-05T00:00:00.000Z"],
  ["5 января 2024", "2024-01-05T00:00:00.000Z"],
  ["1er août 2024", "2024-08-01T00:00:00.000Z"],
  ["2024年1月5日", "2024-01-05T00:00:00.000Z"],
  ["2024年1月5日 10:22", "2024-01-05T10:22:00.000Z"],
  ["Fri, 05 Jan 2024 10:22:05 GMT", "2024-01-05T10:22:05.000Z"],
  ["Fri Jan 05 2024 10:22:05 GMT+0100 (Central European Standard Time)", "2024-01-05T09:22:05.000Z"],
  ["Fri Jan  5 10:22:05 2024", "2024-01-05T10:22:05.000Z"],
  ["Fri Jan 5 10:22:05 UTC 2024", "2024-01-05T10:22:05.000Z"],
  ["Friday, January 5, 2024", "2024-01-05T00:00:00.000Z"],
  ["2024-01-05 10:22:05 America/New_York", "2024-01-05T15:22:05.000Z"],
  ["2024-07-05 10:22:05 America/New_York", "2024-07-05T14:22:05.000Z"],
  ["2024-01-05 10:22:05+00", "2024-01-05T10:22:05.000Z"],
  ["2024-01-05 10:22:05 -05", "2024-01-05T15:22:05.000Z"],
  ["2024-01-05 10:22:05 -0500", "2024-01-05T15:22:05.000Z"],
  ["2024-01-05 10:22:05 +0000 UTC", "2024-01-05T10:22:05.000Z"],
  ["2024-01-05T10:22:05.123456+01:00", "2024-01-05T09:22:05.000Z"],
  ["2024-01-05T10:22:05+01:00[Europe/Berlin]", "2024-01-05T09:22:05.000Z"],
  ["2024-01-05 10:22 EST", "2024-01-05T15:22:00.000Z"],
  ["2024-01-05 10:22:05 PM", "2024-01-05T22:22:05.000Z"],
  ["1/5/2024 14:05:33", "2024-01-05T14:05:33.000Z"],
  ["1/5/24, 2:05 p.m.", "2024-01-05T14:05:00.000Z"],
  ["01-05-2024", "2024-01-05T00:00:00.000Z"],
  ["13.04.2024 14:05 Uhr", "2024-04-13T14:05:00.000Z"],
  ["13/04/2024", "2024-04-13T00:00:00.000Z"],
  ["1704450125.0", "2024-01-05T10:22:05.000Z"],
  ["1704450125000000", "2024-01-05T10:22:05.000Z"],
  ["'2024-01-05", "2024-01-05T00:00:00.000Z"],
  ["\u200e2024-01-05", "2024-01-05T00:00:00.000Z"],
])("the date %j is %s where the month comes first", (cell, instant) => {
  expect(readDate(cell, true)?.toISOString()).toBe(instant);
});

test.each([
  "45296",
  "45296.43",
  "Jan 2024",
  "5 Foo 2024",
  "2024",
  "2024-01",
  "13/13/2024",
  "31 Jun 2024",
  "10:22",
  "2024-01-05 Mars/Olympus",
  "1234567890123456789",
])("%j is no date", (cell) => {
  expect(readDate(cell, true)).toBeNull();
});

test("a day as Excel counts it is known for what it is", () => {
  expect(["45296", "45296.43", " 30000 "].map(isSerialDay)).toEqual([true, true, true]);
  expect(["4529", "1704450125", "2024-01-05", "12125"].map(isSerialDay)).toEqual([false, false, false, false]);
});

test("one date that can only be read in one way decides for the whole file; two that differ decide nothing", () => {
  const orderOf = (cells: string[]) => cells.reduce(proveOrder, "unproven" as const as ReturnType<typeof proveOrder>);
  expect(orderOf(["03/04/2024", "11/1/16", "2024-01-05"])).toBe("unproven");
  expect(orderOf(["03/04/2024", "13/04/2024"])).toBe("day-first");
  expect(orderOf(["4/13/24", "03/04/2024"])).toBe("month-first");
  expect(orderOf(["13/04/2024", "04/13/2024"])).toBe("mixed");
  expect(isMonthFirst("unproven", "US")).toBe(true);
  expect(isMonthFirst("unproven", "GB")).toBe(false);
  expect(isMonthFirst("day-first", "US")).toBe(false);
  expect(isMonthFirst("mixed", "US")).toBeNull();
  expect(readDate("03/04/2024", null)).toBeNull();
  expect(readDate("13/04/2024", null)?.toISOString()).toBe("2024-04-13T00:00:00.000Z");
});
