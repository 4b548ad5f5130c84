import { expect, test } from "vitest";
import { concurrencyLimit } from "./concurrency.ts";
import { FEWEST_SLOTS } from "./slots.ts";

const BOUNDS = { least: FEWEST_SLOTS, most: 96 };
const CALL_MS = 40;

interface FakeCarrier {
  /** Whether a call that finds so many others under way is taken. */
  takes(underWay: number, ms: number): boolean;
  refusalMs: number;
}

/** What a carrier takes from callers that always have more, in calls per second, from the third second to the thirtieth. */
function throughputAt({ takes, refusalMs }: FakeCarrier): { perSecond: number; refusedShare: number } {
  let ms = 0;
  const limit = concurrencyLimit(BOUNDS, () => ms);
  const calls: { endsAt: number; isTaken: boolean }[] = [];
  let [accepted, refused] = [0, 0];
  for (; ms < 30_000; ms += 1) {
    for (const call of calls.filter(({ endsAt }) => endsAt <= ms)) {
      calls.splice(calls.indexOf(call), 1);
      if (call.isTaken) limit.accepted();
      else limit.throttled();
      if (ms < 3_000) continue;
      if (call.isTaken) accepted += 1;
      else refused += 1;
    }
    while (calls.length < limit.calls) {
      const isTaken = takes(calls.filter((call) => call.isTaken).length, ms);
      calls.push({ isTaken, endsAt: ms + (isTaken ? CALL_MS + ((calls.length * 7) % 11) - 5 : refusalMs) });
    }
  }
  return { perSecond: accepted / 27, refusedShare: refused / (accepted + refused) };
}

/** The same numbers between 0 and 1 at each run (Park and Miller). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test.each([12, 40, 80])("a carrier that bears %i calls at once is used to its brim", (most) => {
  for (const refusalMs of [5, CALL_MS]) {
    const { perSecond, refusedShare } = throughputAt({ takes: (underWay) => underWay < most, refusalMs });
    expect(perSecond).toBeGreaterThan(0.85 * (most / CALL_MS) * 1_000);
    expect(refusedShare).toBeLessThan(0.2);
  }
});

test("a carrier that takes so many calls a second is used to 85 % and more", () => {
  let [tokens, at] = [0, 0];
  const takes = (_: number, ms: number) => {
    tokens = Math.min(50, tokens + (ms - at) * 0.8);
    at = ms;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
  expect(throughputAt({ takes, refusalMs: 5 }).perSecond).toBeGreaterThan(0.85 * 800);
});

test.each([1, 2, 3, 4, 5])(
  "a refusal in twenty that has nothing to do with the calls leaves four fifths of them (seed %i)",
  (seed) => {
    const chance = chances(seed);
    const { perSecond } = throughputAt({ takes: () => chance() >= 0.05, refusalMs: 5 });
    expect(perSecond).toBeGreaterThan(0.8 * (BOUNDS.most / CALL_MS) * 1_000);
  },
);

test("a storm of “too many” brings the calls down to the least within two seconds", () => {
  let ms = 0;
  const limit = concurrencyLimit(BOUNDS, () => ms);
  for (; ms < 2_000; ms += 1) limit.throttled();
  expect(limit.calls).toBe(BOUNDS.least);
});

test("one refusal cuts nothing, and a burst of them is one piece of news", () => {
  const limit = concurrencyLimit(BOUNDS, () => 0);
  limit.throttled();
  expect(limit.calls).toBe(96);
  for (let i = 0; i < 50; i += 1) limit.throttled();
  expect(limit.calls).toBe(48);
});

test("accepted calls win them back, about one more for each round of them", () => {
  let ms = 0;
  const limit = concurrencyLimit(BOUNDS, () => ms);
  for (; ms < 2_000; ms += 1) limit.throttled();
  ms += 1_000;
  for (let i = 0; i < 45; i += 1) limit.accepted();
  expect(limit.calls).toBeGreaterThan(5);
  expect(limit.calls).toBeLessThan(14);
  for (let i = 0; i < 96 * 96; i += 1) limit.accepted();
  expect(limit.calls).toBe(96);
});
