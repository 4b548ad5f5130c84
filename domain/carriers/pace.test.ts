import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minuteBucket } from "./minute-budgets.ts";
import { budgetRate, type Pace, whenDone } from "./pace.ts";

const NOON = new Date("2026-11-24T20:00:00Z"); // 12:00 in Los Angeles
const pace = (given: Partial<Pace> = {}): Pace => ({ partsPerSecond: 100, minutes: [], days: [], ...given });
const tMobile = (parts: number, left = parts) => ({ parts, left, resetsIn: "America/Los_Angeles" });
const at = (iso: string) => new Date(iso);

test("without budgets it is the sender's own rate that counts", () => {
  expect(whenDone([{ dueAt: NOON, parts: 6_000 }], pace(), NOON)).toEqual(at("2026-11-24T20:01:00Z"));
  expect(whenDone([], pace(), NOON)).toEqual(NOON);
});

test("the number idles until something is due, and sends what is due first, first", () => {
  const later = { dueAt: at("2026-11-24T21:00:00Z"), parts: 6_000 };
  expect(whenDone([later, { dueAt: NOON, parts: 6_000 }], pace(), NOON)).toEqual(at("2026-11-24T21:01:00Z"));
});

test("the slowest of the sender and its carriers' minutes sets the pace", () => {
  expect(budgetRate(pace({ minutes: [4_500, 240] }))).toBe((240 - 20) / 60);
  expect(budgetRate(pace({ partsPerSecond: 1, minutes: [4_500] }))).toBe(1);
});

test("5,000 texts under T-Mobile's 2,000 a day take until the day after tomorrow", () => {
  const done = whenDone([{ dueAt: NOON, parts: 5_000 }], pace({ days: [tMobile(2_000)] }), NOON);
  expect(done).toEqual(at("2026-11-26T08:00:10Z")); // 2,000 today, 2,000 tomorrow, 1,000 from midnight in Los Angeles on
});

test("what others used of today's budget is gone", () => {
  const done = whenDone([{ dueAt: NOON, parts: 1_000 }], pace({ days: [tMobile(2_000, 0)] }), NOON);
  expect(done).toEqual(at("2026-11-25T08:00:10Z"));
});

test("the day on which the clocks change is as long as it is", () => {
  const evening = at("2026-11-01T03:00:00Z"); // 20:00 PDT on October 31
  const parts = 2 * 1_000 + 100;
  expect(whenDone([{ dueAt: evening, parts }], pace({ days: [tMobile(1_000)] }), evening)).toEqual(
    at("2026-11-02T08:00:01Z"),
  );
});

test("a slow number goes on over midnight with the new day's budget", () => {
  const beforeMidnight = at("2026-11-25T07:59:00Z");
  const done = whenDone(
    [{ dueAt: beforeMidnight, parts: 120 }],
    pace({ partsPerSecond: 1, days: [tMobile(100)] }),
    beforeMidnight,
  );
  expect(done).toEqual(at("2026-11-25T08:01:00Z"));
});

describe("a minute's bucket", () => {
  test("never lets more through in any sixty seconds than the carrier takes, and nearly all of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5_000 }), (parts) => {
        const { perSecond, burst } = minuteBucket(parts);
        expect(burst + perSecond * 60).toBeLessThanOrEqual(parts + 1e-9);
        expect(burst).toBeGreaterThanOrEqual(1);
        expect(perSecond * 60).toBeGreaterThanOrEqual(parts >= 12 ? parts * 0.9 : 0.5);
      }),
    );
  });
});
