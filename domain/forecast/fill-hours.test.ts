import { expect, test } from "vitest";
import { fillHours } from "./fill-hours.ts";

const MIDNIGHT = new Date("2026-11-27T05:00:00Z");
const at = (hour: number, minute = 0) => new Date(MIDNIGHT.getTime() + (hour * 60 + minute) * 60_000);

test("what fits into its hour leaves nothing to the next", () => {
  const hours = fillHours([{ at: at(9), parts: 3_600, of: "orders" }], 1, MIDNIGHT);
  expect(hours).toHaveLength(24);
  expect(hours[9]).toMatchObject({ due: 3_600, lacks: 0, leftOver: 0 });
  expect(hours[10]).toMatchObject({ due: 0, leftOver: 0 });
});

test("what does not fit is left to the hours after it", () => {
  const hours = fillHours([{ at: at(9), parts: 10_000, of: "campaign" }], 1, MIDNIGHT);
  expect(hours.slice(9, 13).map(({ lacks }) => lacks)).toEqual([6_400, 2_800, 0, 0]);
  expect(hours.slice(9, 13).map(({ leftOver }) => leftOver)).toEqual([0, 6_400, 2_800, 0]);
});

test("two campaigns at the same hour lack together what neither lacks alone", () => {
  const campaign = { at: at(9, 30), parts: 3_000 };
  const [alone, both] = [1, 2].map((count) =>
    fillHours(
      Array.from({ length: count }, (_, n) => ({ ...campaign, of: `campaign ${n}` })),
      1,
      MIDNIGHT,
    ),
  );
  expect(alone?.[9]?.lacks).toBe(0);
  expect(both?.[9]).toMatchObject({ due: 6_000, lacks: 2_400 });
});

test("the causes of an hour are named, the largest first", () => {
  const demands = [
    { at: at(9), parts: 100, of: "orders" },
    { at: at(9, 10), parts: 900, of: "campaign" },
    { at: at(9, 50), parts: 50, of: "orders" },
  ];
  expect(fillHours(demands, 1, MIDNIGHT)[9]?.of).toEqual(["campaign", "orders"]);
});

test("what is due before the day waits for it, and what is due after it is not counted", () => {
  const hours = fillHours(
    [
      { at: at(-2), parts: 10, of: "orders" },
      { at: at(25), parts: 99, of: "orders" },
    ],
    1,
    MIDNIGHT,
  );
  expect(hours[0]?.due).toBe(10);
  expect(hours.reduce((sum, { due }) => sum + due, 0)).toBe(10);
});
