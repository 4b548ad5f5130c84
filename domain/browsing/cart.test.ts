import { expect, test } from "vitest";
import type { BrowsedItem } from "./browse-event.ts";
import { cartAfter } from "./cart.ts";
import type { KnownEvent } from "./known-event.ts";

const MORNING = new Date("2026-11-24T15:00:00Z");
const LATER = new Date("2026-11-24T15:10:00Z");

const lantern: BrowsedItem = {
  ...{ productId: "1", variantId: null, title: "Lantern", url: null },
  ...{ quantity: 1, priceMicros: 20_000_000, currency: "USD" },
};
/** As jsonb gives it back: the shorter keys first. */
const stored = Object.fromEntries(Object.entries(lantern).sort(([a], [b]) => a.length - b.length)) as BrowsedItem;
const cart = { id: "cart", lines: [stored], beganAt: MORNING, changedAt: MORNING, endedAt: null };

const viewed = (items: BrowsedItem[]) => ({ kind: "cart-viewed", at: LATER, items }) as KnownEvent; // what cartAfter reads

test("looking at an unchanged cart is no news of it", () => {
  expect(cartAfter(cart, viewed([lantern]), () => "new")).toEqual([]);
});

test("one more of a product is", () => {
  const two = { ...lantern, quantity: 2 };
  expect(cartAfter(cart, viewed([two]), () => "new")).toEqual([{ ...cart, lines: [two], changedAt: LATER }]);
});
