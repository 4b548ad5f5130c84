import { expect, test } from "vitest";
import { jainIndex, partsBetween, partsBySecond, worstJainIndex } from "./shares.ts";

const recorded = {
  count: 5,
  at: Float64Array.of(1_000, 1_500, 2_100, 2_200, 9_000),
  to: new Float64Array(5),
  sender: new Uint16Array(5),
  shop: Uint16Array.of(0, 1, 1, 0, 0),
  senders: [],
  shops: ["a", "b"],
  id: new Uint8Array(80),
};

test("texts are counted by second in parts, and those of other seconds are left out", () => {
  const rows = partsBySecond(recorded, 1_000, 3, (shop) => (shop === "a" ? 2 : 1));
  expect([...(rows.get("a") ?? [])]).toEqual([2, 2, 0]);
  expect(partsBetween(rows, ["a", "b", "c"], 0, 2)).toEqual([4, 2, 0]);
});

test("equal shares have the index 1, and one that takes all has 1/n", () => {
  expect(jainIndex([3, 3, 3])).toBe(1);
  expect(jainIndex([9, 0, 0])).toBeCloseTo(1 / 3);
});

test("the worst window counts", () => {
  const rows = new Map([
    ["a", Float64Array.of(1, 1, 2, 1)],
    ["b", Float64Array.of(1, 1, 0, 1)],
  ]);
  expect(worstJainIndex(rows, ["a", "b"], 2, 4)).toBeCloseTo(0.8);
});
