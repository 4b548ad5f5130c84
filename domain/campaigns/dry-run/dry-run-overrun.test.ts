import fc from "fast-check";
import { expect, test } from "vitest";
import { type DueTexts, serveInOrder } from "./dry-run-overrun.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const never = () => null;
const texts = (given: Partial<DueTexts>): DueTexts => ({
  ...{ at: 0, closesAt: 10 * HOUR, signature: "US-NY@America/New_York", parts: 1, count: 3_600 },
  ...given,
});

test("what fits into its window leaves in the time that the number needs", () => {
  expect(serveInOrder([texts({})], 1, 0, never)).toEqual({ endsAt: HOUR, late: [], expired: 0 });
  expect(serveInOrder([texts({ parts: 2 })], 1, 0, never).endsAt).toBe(2 * HOUR);
});

test("whose window closes first goes first", () => {
  const east = texts({ closesAt: HOUR, signature: "east" });
  const west = texts({ closesAt: 4 * HOUR, signature: "west" });
  expect(serveInOrder([west, east], 1, 0, never)).toEqual({ endsAt: 2 * HOUR, late: [], expired: 0 });
});

test("people who are not texted when the window closes continue when it opens again", () => {
  const evening = texts({ closesAt: HOUR / 2 });
  const tomorrow = () => ({ at: DAY, closesAt: DAY + 10 * HOUR });
  expect(serveInOrder([evening], 1, 0, tomorrow)).toEqual({
    endsAt: DAY + HOUR / 2,
    late: [{ count: 1_800, closesAt: HOUR / 2, until: DAY }],
    expired: 0,
  });
});

test("the text of a person without another window before the deadline expires", () => {
  expect(serveInOrder([texts({ closesAt: HOUR / 4 })], 1, 0, never)).toMatchObject({
    late: [{ count: 2_700, until: null }],
    expired: 2_700,
  });
});

test("nothing is due: the line waits for it, at no cost to what comes later", () => {
  expect(serveInOrder([texts({ at: 5 * HOUR })], 1, 0, never).endsAt).toBe(6 * HOUR);
  expect(serveInOrder([], 1, 7, never)).toEqual({ endsAt: 7, late: [], expired: 0 });
});

test("whatever the windows and the number, everyone leaves, waits or expires", () => {
  const some = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 20 }).map((hours) => hours * HOUR),
      open: fc.integer({ min: 1, max: 12 }),
      parts: fc.integer({ min: 1, max: 4 }),
      count: fc.integer({ min: 1, max: 5_000 }),
      signature: fc.constantFrom("east", "west"),
    }),
    { maxLength: 8 },
  );
  const tomorrow = (_: string, at: number) => (at > 5 * DAY ? null : { at: at + 12 * HOUR, closesAt: at + 15 * HOUR });
  fc.assert(
    fc.property(some, fc.double({ min: 0.05, max: 50, noNaN: true }), (groups, rate) => {
      const due = groups.map(({ open, ...it }) => ({ ...it, closesAt: it.at + open * HOUR }));
      const one = serveInOrder(due, rate, 0, tomorrow);
      const all = due.reduce((sum, it) => sum + it.count, 0);
      expect(one.expired).toBeLessThanOrEqual(all);
      const parts = due.reduce((sum, it) => sum + it.count * it.parts, 0);
      if (one.expired === 0) expect(one.endsAt).toBeGreaterThanOrEqual((parts / rate) * 1_000 - 1);
      for (const { closesAt, until } of one.late) if (until !== null) expect(until).toBeGreaterThan(closesAt);
    }),
  );
});
