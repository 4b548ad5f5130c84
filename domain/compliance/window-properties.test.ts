import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import type { Hours, WindowRule } from "#domain/compliance/rules/rule";
import { isPublicHoliday } from "./holidays.ts";
import { type Span, sharedSpans } from "./spans.ts";

/** Zones whose clocks jump at night, by half an hour, in the other half of the year, or never. */
const ZONES = [
  ..."America/New_York America/Los_Angeles America/Phoenix Pacific/Honolulu America/Puerto_Rico".split(" "),
  ..."Europe/Paris Europe/London Australia/Lord_Howe Pacific/Auckland Pacific/Chatham Asia/Kolkata".split(" "),
];
const DAY = 86_400_000;

/** No clock jumps between these hours, so that each minute comes exactly once. */
const quiet = fc.tuple(fc.integer({ min: 4 * 60, max: 12 * 60 }), fc.integer({ min: 12 * 60 + 1, max: 23 * 60 }));
const anyHours = fc.tuple(fc.integer({ min: 0, max: 719 }), fc.integer({ min: 720, max: 1_440 }));
const date = fc.integer({ min: 0, max: 900 }).map((day) => isoOf(Date.UTC(2025, 11, 1) + day * DAY));

function randomRule(span: fc.Arbitrary<[number, number]>): fc.Arbitrary<WindowRule> {
  const hours = span.map(([starts, ends]): Hours => ({ starts, ends }));
  const row = {
    ...{ id: fc.uuid(), version: fc.constant(1), name: fc.string(), jurisdiction: fc.constant("*") },
    ...{ confidence: fc.constant("firm" as const), source: fc.constant("-"), effectiveFrom: date },
  };
  const weekly = fc.record({
    ...{ ...row, kind: fc.constant("hours" as const) },
    ...{ weekdays: hours, saturday: fc.option(hours), sunday: fc.option(hours) },
  });
  const holidays = fc.record({
    ...{ ...row, kind: fc.constant("holidays" as const) },
    calendars: fc.uniqueArray(fc.constantFrom("US-LA", "FR", "JP"), { minLength: 1, maxLength: 2 }),
  });
  const endless = fc.oneof({ arbitrary: weekly, weight: 4 }, { arbitrary: holidays, weight: 1 });
  return fc
    .tuple(endless, fc.option(date, { nil: undefined }))
    .map(([rule, until]) => (until === undefined ? rule : { ...rule, effectiveUntil: until }));
}

const zones = fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 3 });
const now = fc.date({ min: new Date("2026-01-10"), max: new Date("2028-04-01"), noInvalidDate: true });

/** Says it the slow way, with another library's calendar. */
function forbids(rule: WindowRule, zone: string, instant: number): boolean {
  const wall = DateTime.fromMillis(instant, { zone });
  const day = wall.toISODate() ?? "";
  if (day < rule.effectiveFrom || (rule.effectiveUntil !== undefined && day >= rule.effectiveUntil)) return false;
  if (rule.kind === "holidays") return rule.calendars.some((calendar) => isPublicHoliday(calendar, day));
  const hours = wall.weekday === 7 ? rule.sunday : wall.weekday === 6 ? rule.saturday : rule.weekdays;
  const minute = wall.hour * 60 + wall.minute;
  return hours === null || minute < hours.starts || minute >= hours.ends;
}

function isAllowed(rules: WindowRule[], where: string[], instant: number): boolean {
  return where.every((zone) => rules.every((rule) => !forbids(rule, zone, instant)));
}

/** Every instant of ten days at which anything may open or close. */
function turningPoints(rules: WindowRule[], where: string[], from: number): number[] {
  const points = new Set([from]);
  for (const zone of where)
    for (let day = -1; day <= 10; day++) {
      const midnight = DateTime.fromMillis(from, { zone }).startOf("day").plus({ days: day });
      points.add(midnight.toMillis());
      for (const rule of rules)
        for (const hours of rule.kind === "hours" ? [rule.weekdays, rule.saturday, rule.sunday] : [])
          for (const minute of hours ? [hours.starts, hours.ends] : [])
            points.add(midnight.set({ hour: Math.floor(minute / 60), minute: minute % 60 }).toMillis());
    }
  return [...points].filter((point) => point >= from).sort((a, b) => a - b);
}

function spanFrom(rules: WindowRule[], where: string[], from: number): Span | undefined {
  return sharedSpans(rules, where, Math.floor(from / DAY), 30).find(({ to }) => to > from);
}

describe("for every set of rules, places and moments", () => {
  test("no allowed instant lies outside any rule's hours in any zone, whatever the clock does at night", () => {
    const rules = fc.array(randomRule(anyHours), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(rules, zones, now, fc.double({ min: 0, max: 1, noNaN: true }), (laws, where, at, share) => {
        for (const { from, to } of sharedSpans(laws, where, Math.floor(at.getTime() / DAY), 5))
          for (const instant of [from, from + Math.floor(share * (to - from - 1)), to - 1])
            expect(isAllowed(laws, where, instant), new Date(instant).toISOString()).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("the next opening is the earliest allowed instant, and the closing the first forbidden one after it", () => {
    const rules = fc.array(randomRule(quiet), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(rules, zones, now, (laws, where, at) => {
        const points = turningPoints(laws, where, at.getTime());
        const opens = points.find((point) => isAllowed(laws, where, point));
        const span = spanFrom(laws, where, at.getTime());
        if (opens === undefined) {
          expect(span?.from ?? Number.POSITIVE_INFINITY).toBeGreaterThan(points.at(-1) ?? 0);
          return;
        }
        expect(Math.max(span?.from ?? 0, at.getTime())).toBe(opens);
        const closes = points.find((point) => point > opens && !isAllowed(laws, where, point));
        if (closes !== undefined) expect(span?.to).toBe(closes);
        else expect(span?.to).toBeGreaterThan(points.at(-1) ?? 0);
      }),
      { numRuns: 60 },
    );
  });

  test("spans are in order and never touch", () => {
    const rules = fc.array(randomRule(anyHours), { maxLength: 3 });
    fc.assert(
      fc.property(rules, zones, now, (laws, where, at) => {
        const spans = sharedSpans(laws, where, Math.floor(at.getTime() / DAY), 10);
        for (const [i, span] of spans.entries()) {
          expect(span.from).toBeLessThan(span.to);
          expect(span.from).toBeGreaterThan(spans[i - 1]?.to ?? Number.NEGATIVE_INFINITY);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function isoOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
