import { expect, test } from "vitest";
import { UserError } from "#domain/user-error";
import { reportRange } from "./report-range.ts";

const now = new Date("2026-11-24T15:00:00Z");
const zone = "America/New_York";
const instants = (query: Record<string, string>, timeZone = zone, at = now) => {
  const { from, to } = reportRange(query, timeZone, at);
  return [from.toISOString(), to.toISOString()];
};
const refusal = (query: Record<string, string>) => {
  try {
    reportRange(query, zone, now);
  } catch (error) {
    if (error instanceof UserError) return [error.field, error.message];
    throw error;
  }
  return null;
};

test("without a question the report is about the last 30 days", () => {
  expect(reportRange({}, zone, now)).toEqual({
    period: "30",
    from: new Date("2026-10-26T04:00:00Z"),
    to: new Date("2026-11-25T05:00:00Z"),
    days: { first: "2026-10-26", last: "2026-11-24" },
  });
});

test("today is the shop's own day, whatever day it is elsewhere", () => {
  expect(instants({ period: "today" })).toEqual(["2026-11-24T05:00:00.000Z", "2026-11-25T05:00:00.000Z"]);
  const tokyo = instants({ period: "today" }, "Asia/Tokyo");
  expect(tokyo).toEqual(["2026-11-24T15:00:00.000Z", "2026-11-25T15:00:00.000Z"]);
  const justBefore = new Date("2026-11-24T14:59:59.999Z");
  expect(instants({ period: "today" }, "Asia/Tokyo", justBefore)).toEqual([
    "2026-11-23T15:00:00.000Z",
    "2026-11-24T15:00:00.000Z",
  ]);
});

test("a day on which clocks change is 25 or 23 hours long", () => {
  expect(instants({ from: "2026-11-01", to: "2026-11-01" })).toEqual([
    "2026-11-01T04:00:00.000Z",
    "2026-11-02T05:00:00.000Z",
  ]);
  expect(instants({ from: "2026-03-08", to: "2026-03-08" })).toEqual([
    "2026-03-08T05:00:00.000Z",
    "2026-03-09T04:00:00.000Z",
  ]);
});

test("a day without a midnight begins at its first moment", () => {
  // Beirut's clocks go from 23:59:59 to 1:00 on the last Sunday of March.
  expect(instants({ from: "2026-03-29", to: "2026-03-29" }, "Asia/Beirut")).toEqual([
    "2026-03-28T22:00:00.000Z",
    "2026-03-29T21:00:00.000Z",
  ]);
});

test("neighboring ranges share no moment and leave none out", () => {
  const [, end] = instants({ from: "2026-10-30", to: "2026-11-01" });
  const [begin] = instants({ from: "2026-11-02", to: "2026-11-03" });
  expect(begin).toBe(end);
});

test("all time has no first day and ends tonight", () => {
  expect(reportRange({ period: "all" }, zone, now)).toMatchObject({ days: null, to: new Date("2026-11-25T05:00:00Z") });
});

test("what is no range is refused at its field", () => {
  expect(refusal({ period: "fortnight" })).toEqual(["period", expect.stringContaining("Choose a period")]);
  expect(refusal({ from: "2026-11-24" })).toEqual(["to", "Enter the last day."]);
  expect(refusal({ from: "", to: "2026-11-24" })).toEqual(["from", "Enter the first day."]);
  expect(refusal({ from: "2026-02-30", to: "2026-03-01" })).toEqual(["from", expect.stringContaining("isn’t a day")]);
  expect(refusal({ from: "2026-11-20", to: "11/24/2026" })).toEqual(["to", expect.stringContaining("isn’t a day")]);
  expect(refusal({ from: "2026-11-24", to: "2026-11-23" })).toEqual([
    "to",
    expect.stringContaining("before the first"),
  ]);
});
