import fc from "fast-check";
import { expect, test } from "vitest";
import {
  chances,
  type LimitedProvider,
  paced,
  playCalls,
  queueing,
  refusing,
} from "../../test/factories/calls/limited-provider.ts";
import { concurrencyLimit } from "./concurrency.ts";
import { FEWEST_SLOTS } from "./slots.ts";

const BOUNDS = { least: FEWEST_SLOTS, most: 2_000 };
const FREE = Number.POSITIVE_INFINITY;

/** Some processes that always have more to say, each with its part of the ceiling, from the tenth second to the thirtieth. */
function play(provider: LimitedProvider, processes = 1, most = BOUNDS.most / processes) {
  const clock = { ms: 0 };
  const callers = Array.from({ length: processes }, (_, place) => ({
    limit: concurrencyLimit({ ...BOUNDS, most }, () => clock.ms),
    from: place * 2_000,
  }));
  const observed = playCalls(provider, callers, clock, { endMs: 30_000, countFrom: 10_000 });
  return { ...observed, total: observed.perSecond.reduce((sum, it) => sum + it, 0) };
}

/** Answers to calls that begin and end at once, a millisecond after another. */
function aLimit({ least, most } = BOUNDS) {
  const clock = { ms: 0 };
  const limit = concurrencyLimit({ least, most }, () => clock.ms);
  const answer = (isThrottled: boolean, count = 1, callMs = 0) => {
    for (let i = 0; i < count; i += 1) {
      limit.filled();
      limit.answered(clock.ms - callMs, isThrottled);
      clock.ms += 1;
    }
  };
  return { clock, limit, answer };
}

test.each([
  ...[12, 40, 80].map((capacity) => ({ capacity, callMs: 40 })),
  ...[300, 1_000, 1_900].map((capacity) => ({ capacity, callMs: 150 })),
])("a provider that takes $capacity calls at once, of $callMs ms, is used to its brim", ({ capacity, callMs }) => {
  for (const refusalMs of [5, callMs]) {
    const { total, refusedShare } = play(refusing(capacity, callMs, chances(3), refusalMs));
    expect(total).toBeGreaterThan(0.85 * (capacity / callMs) * 1_000);
    expect(refusedShare).toBeLessThan(0.2);
  }
});

test.each([
  { perSecond: 800, callMs: 40 },
  { perSecond: 800, callMs: 150 },
  { perSecond: 3_000, callMs: 150 },
])(
  "a provider that takes $perSecond calls a second, of $callMs ms, is used to 85 % and more",
  ({ perSecond, callMs }) => {
    expect(play(paced(perSecond, callMs, chances(5))).total).toBeGreaterThan(0.85 * perSecond);
  },
);

test.each([
  { capacity: 40, callMs: 40 },
  { capacity: 300, callMs: 150 },
  { capacity: 800, callMs: 150 },
])(
  "a provider that lets more than $capacity calls wait is used to its brim, and no text waits there for long",
  ({ capacity, callMs }) => {
    const { total, callMs: took } = play(queueing(capacity, callMs, chances(11)));
    expect(total).toBeGreaterThan(0.9 * (capacity / callMs) * 1_000);
    // Of fewer calls than a process begins with none is taken away for their latency.
    expect(took).toBeLessThan(2 * Math.max(callMs, (96 / capacity) * callMs));
  },
);

test("a provider that takes everything gets every call there may be within two seconds", () => {
  const { limits, total } = play(refusing(FREE, 150, chances(2)));
  expect(limits[0]).toBe(BOUNDS.most);
  expect(total).toBeGreaterThan(0.98 * (BOUNDS.most / 150) * 1_000);
  const clock = { ms: 0 };
  const limit = concurrencyLimit(BOUNDS, () => clock.ms);
  playCalls(refusing(FREE, 150, chances(2)), [{ limit }], clock, { endMs: 2_000 });
  expect(limit.calls).toBe(BOUNDS.most);
});

test.each([1, 2, 3, 4, 5])(
  "a refusal in twenty that has nothing to do with the calls leaves nine tenths of them (seed %i)",
  (seed) => {
    const draw = chances(seed);
    const { total } = play({ refusalMs: 5, takes: () => (draw() < 0.05 ? null : 40) }, 1, 400);
    expect(total).toBeGreaterThan(0.9 * (400 / 40) * 1_000);
  },
);

test.each([2, 3, 5])("%i processes of one account get equal parts of what its provider bears", (processes) => {
  for (const provider of [refusing(600, 150, chances(7)), paced(3_000, 150, chances(7))]) {
    const { perSecond, total, refusedShare } = play(provider, processes);
    const jainIndex = total ** 2 / (processes * perSecond.reduce((sum, it) => sum + it ** 2, 0));
    expect(jainIndex).toBeGreaterThan(0.95);
    expect(refusedShare).toBeLessThan(0.2);
  }
});

test("a provider that suddenly takes longer, however few calls it gets, gets as many as before after a while", () => {
  const clock = { ms: 0 };
  const limit = concurrencyLimit({ ...BOUNDS, most: 800 }, () => clock.ms);
  const provider = { refusalMs: 5, takes: ({ ms }: { ms: number }) => (ms < 5_000 ? 150 : 450) };
  playCalls(provider, [{ limit }], clock, { endMs: 40_000 });
  expect(limit.calls).toBe(800);
});

test("a storm of “too many” brings two thousand calls down to the least within four seconds", () => {
  const { limit, answer, clock } = aLimit();
  answer(false, 4_000);
  expect(limit.calls).toBe(BOUNDS.most);
  const stormAt = clock.ms;
  while (clock.ms < stormAt + 4_000) answer(true);
  expect(limit.calls).toBe(BOUNDS.least);
});

test("one refusal cuts nothing, and refusals of a sixth of the calls cut them at once", () => {
  const { limit, answer } = aLimit();
  answer(true);
  expect(limit.calls).toBe(96);
  answer(true, 15);
  expect(limit.calls).toBe(48);
});

test("after a cut accepted calls win the rest back, one more for each round of them, or a fiftieth", () => {
  const { limit, answer, clock } = aLimit();
  answer(true, 16);
  clock.ms += 1_000;
  answer(false, 50);
  expect(limit.calls).toBe(49);
  answer(false, 400_000);
  expect(limit.calls).toBe(BOUNDS.most);
});

test("calls that are never all under way win no more: what was never tried is not known to be borne", () => {
  const { limit, clock } = aLimit();
  for (let i = 0; i < 10_000; i += 1, clock.ms += 1) limit.answered(clock.ms, false);
  expect(limit.calls).toBe(96);
});

test("a process keeps to its share of the account at once, and grows again when the share does", () => {
  const { limit, answer } = aLimit();
  answer(false, 4_000);
  limit.keepTo(300);
  expect(limit.calls).toBe(300);
  answer(false, 4_000);
  expect(limit.calls).toBe(300);
  limit.keepTo(500);
  answer(false, 4_000);
  expect(limit.calls).toBe(500);
});

test("whatever is answered, and however late, the calls stay between the least and the most", () => {
  const anAnswer = fc.record({
    isThrottled: fc.boolean(),
    count: fc.integer({ min: 1, max: 400 }),
    callMs: fc.nat(5_000),
    pauseMs: fc.nat(40_000),
    share: fc.option(fc.integer({ min: 0, max: 3_000 })),
  });
  fc.assert(
    fc.property(fc.array(anAnswer, { maxLength: 30 }), fc.integer({ min: 4, max: 3_000 }), (answers, most) => {
      const { limit, answer, clock } = aLimit({ least: FEWEST_SLOTS, most });
      let ceiling = most;
      for (const { isThrottled, count, callMs, pauseMs, share } of answers) {
        clock.ms += pauseMs;
        if (share !== null) limit.keepTo(share);
        if (share !== null) ceiling = Math.max(FEWEST_SLOTS, share);
        answer(isThrottled, count, callMs);
        expect(limit.calls).toBeGreaterThanOrEqual(FEWEST_SLOTS);
        expect(limit.calls).toBeLessThanOrEqual(ceiling);
        expect(Number.isInteger(limit.calls)).toBe(true);
      }
    }),
  );
});
