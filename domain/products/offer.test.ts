import { expect, test } from "vitest";
import { type Offer, offerAfter } from "./offer.ts";

const NOON = new Date("2026-11-24T17:00:00Z");
const minutes = (n: number) => new Date(NOON.getTime() + n * 60_000);
const dollars = (n: number) => n * 1_000_000;
const UNKNOWN: Offer = { isAvailable: null, restockedAt: null, priceMicros: null, priceSince: null, usualMicros: null };

/** What is told of each state of the store, one after the other: minute, available, price in dollars. */
function told(...states: [minute: number, isAvailable: boolean, price: number][]) {
  let offer = UNKNOWN;
  return states.map(([minute, isAvailable, price]) => {
    const after = offerAfter(offer, { isAvailable, priceMicros: dollars(price) }, minutes(minute));
    ({ offer } = after);
    return after.changes.map(({ kind, priceMicros, usualMicros }) => [
      kind,
      priceMicros / 1_000_000,
      usualMicros && usualMicros / 1_000_000,
    ]);
  });
}

test("the first answer about a variant tells nothing", () => {
  expect(told([0, true, 20])).toEqual([[]]);
  expect(told([0, false, 20])).toEqual([[]]);
});

test("a variant that was out of stock is back once, however often the store is asked", () => {
  expect(told([0, false, 20], [5, true, 20], [6, true, 20], [7, false, 20], [8, true, 20])).toEqual([
    [],
    [["restock", 20, null]],
    [],
    [],
    [["restock", 20, null]],
  ]);
});

test("a lower price is told with the price before it", () => {
  expect(told([0, true, 20], [90, true, 15], [95, true, 15])).toEqual([[], [["price-drop", 15, 20]], []]);
});

test("several small steps within a day are compared with the price before the first", () => {
  expect(told([0, true, 20], [90, true, 18], [95, true, 15])).toEqual([
    [],
    [["price-drop", 18, 20]],
    [["price-drop", 15, 20]],
  ]);
});

test("a price that was raised for minutes and lowered again is no lower price", () => {
  expect(told([0, true, 20], [90, true, 30], [95, true, 20])).toEqual([[], [], []]);
  expect(told([0, true, 20], [5, true, 30], [10, true, 20])).toEqual([[], [], []]);
});

test("a price that stood for a day is what later ones are compared with", () => {
  expect(told([0, true, 20], [90, true, 15], [90 + 24 * 60, true, 14])).toEqual([
    [],
    [["price-drop", 15, 20]],
    [["price-drop", 14, 15]],
  ]);
});

test("a lower price of something that is sold out isn't told, and neither is it later", () => {
  expect(told([0, false, 20], [90, false, 15], [95, true, 15])).toEqual([[], [], [["restock", 15, null]]]);
});

test("a variant that the store has deleted can't be bought, and may come back", () => {
  const known = offerAfter(UNKNOWN, { isAvailable: true, priceMicros: 1 }, NOON).offer;
  const gone = offerAfter(known, null, minutes(1));
  expect(gone).toEqual({ offer: { ...known, isAvailable: false }, changes: [] });
});
