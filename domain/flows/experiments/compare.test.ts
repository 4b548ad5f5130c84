import { describe, expect, test } from "vitest";
import { compareVariants, type Share, type Success } from "./compare.ts";
import { orderWorths } from "./order-worth.ts";

/** Mulberry32: the same numbers in each run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Experiment {
  shares: Share[];
  /** The part of the people who click or order, by variant. */
  rates: Record<string, number>;
  people: number;
  /** The amount of an order; absent for clicks. */
  amount?: (random: () => number, id: string) => number;
}

/** Lets people in one by one and looks after each success. Returns the first winner that the rule would choose. */
function run({ shares, rates, people, amount }: Experiment, confidence: number, seed: number): string | null {
  const random = randomFrom(seed);
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const clicks = new Map(shares.map(({ id }) => [id, 0]));
  const orders: { id: string; micros: number }[] = [];
  for (let i = 0; i < people; i++) {
    const id = pick(shares, random() * total);
    if (random() >= (rates[id] ?? 0)) continue;
    clicks.set(id, (clicks.get(id) ?? 0) + 1);
    if (amount) orders.push({ id, micros: amount(random, id) });
    const found = compareVariants(
      shares,
      amount ? worthOf(orders) : [...clicks].map(([of, n]) => ({ id: of, worth: 1, people: n })),
    );
    if (found && found.confidence >= confidence) return found.leader;
  }
  return null;
}

function pick(shares: Share[], at: number): string {
  let end = 0;
  for (const { id, weight } of shares) {
    end += weight;
    if (at < end) return id;
  }
  throw new Error("Beyond the shares.");
}

function worthOf(orders: { id: string; micros: number }[]): Success[] {
  const worths = orderWorths(orders.map(({ micros }) => micros));
  return orders.map(({ id }, i) => ({ id, worth: worths[i] ?? 0, people: 1 }));
}

const winnersOf = (experiment: Experiment, confidence: number, runs: number) =>
  Array.from({ length: runs }, (_, seed) => run(experiment, confidence, seed + 1)).filter((it) => it !== null);

const equal: Share[] = [
  { id: "a", weight: 50 },
  { id: "b", weight: 50 },
];
const uneven: Share[] = [
  { id: "a", weight: 10 },
  { id: "b", weight: 90 },
];
const five: Share[] = ["a", "b", "c", "d", "e"].map((id) => ({ id, weight: 20 }));
const same = (rate: number) => ({ a: rate, b: rate, c: rate, d: rate, e: rate });
/** Most orders are small and a few are fifty times as large. */
const heavyTailed = (random: () => number) => 20 / (random() + 0.02);

describe("without a difference, a winner is chosen in no more tests than stated, even when looked at after each click", () => {
  const RUNS = 200;
  test.each([
    ["two texts, 90% sure", { shares: equal, rates: same(0.1), people: 3_000 }, 0.9],
    ["two texts, 95% sure", { shares: equal, rates: same(0.3), people: 500 }, 0.95],
    ["shares of 10 and 90", { shares: uneven, rates: same(0.3), people: 1_000 }, 0.9],
    ["five texts", { shares: five, rates: same(0.3), people: 500 }, 0.9],
  ] as const)("%s", (_name, experiment, confidence) => {
    expect(winnersOf(experiment, confidence, RUNS).length).toBeLessThanOrEqual(RUNS * (1 - confidence));
  });

  test("orders of very different amounts", () => {
    const experiment = { shares: equal, rates: same(0.5), people: 200, amount: heavyTailed };
    expect(winnersOf(experiment, 0.9, 100).length).toBeLessThanOrEqual(100 * 0.1);
  });

  test("as many more orders as they are smaller", () => {
    const amount = (_random: () => number, id: string) => (id === "a" ? 20 : 40);
    const experiment = { shares: equal, rates: { a: 0.6, b: 0.3 }, people: 200, amount };
    expect(winnersOf(experiment, 0.9, 100).length).toBeLessThanOrEqual(100 * 0.1);
  });
});

describe("with a big difference, the better text wins", () => {
  const larger = (_random: () => number, id: string) => (id === "b" ? 40 : 20);
  test.each([
    ["twice the clicks", "b", { shares: equal, rates: { a: 0.05, b: 0.1 }, people: 8_000 }],
    ["the best of five", "d", { shares: five, rates: { ...same(0.05), d: 0.12 }, people: 20_000 }],
    ["a small share", "a", { shares: uneven, rates: { a: 0.12, b: 0.05 }, people: 12_000 }],
    ["twice the amount", "b", { shares: equal, rates: same(0.1), people: 10_000, amount: larger }],
  ])("%s", (_name, best, experiment) => {
    expect(winnersOf(experiment, 0.95, 20).filter((id) => id === best).length).toBeGreaterThanOrEqual(19);
  });
});

test("nothing is compared before someone clicks, or with one text only", () => {
  expect(compareVariants(equal, [])).toBeNull();
  expect(compareVariants(equal.slice(0, 1), [{ id: "a", worth: 1, people: 90 }])).toBeNull();
});

test("five clicks to none lead, and prove little", () => {
  const found = compareVariants(equal, [{ id: "b", worth: 1, people: 5 }]);
  expect(found?.leader).toBe("b");
  expect(found?.confidence).toBeLessThan(0.7);
});

test("thousands of clicks are compared as exactly as few", () => {
  const found = compareVariants(equal, [
    { id: "a", worth: 1, people: 40_000 },
    { id: "b", worth: 1, people: 60_000 },
  ]);
  expect(found).toEqual({ leader: "b", confidence: 1 });
});

test("an order counts its part of three times the mean before it, at most in full", () => {
  expect(orderWorths([20, 20, 40, 1_000, 0]).map((it) => Math.round(it * 1_000) / 1_000)).toEqual([
    0.333, 0.333, 0.667, 1, 0,
  ]);
  expect(orderWorths([0, 10])).toEqual([0, 0]);
});
