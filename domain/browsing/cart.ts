import { isDeepStrictEqual } from "node:util";
import type { BrowsedItem } from "./browse-event.ts";
import type { KnownEvent } from "./known-event.ts";

/** A person's cart as far as their browsers have told. */
export interface Cart {
  id: string;
  lines: BrowsedItem[];
  beganAt: Date;
  changedAt: Date;
  /** Set when nothing is left to be reminded of. */
  endedAt: Date | null;
}

/** A cart that was left alone longer is another cart when it is filled again. */
const FORGOTTEN_AFTER_MS = 7 * 24 * 3_600_000;
const MOST_LINES = 20;
const MOST_OF_ONE_ITEM = 99;

/**
 * What the cart is after an event; null when it is no news of a cart. A page that shows the cart names all of it, adding a
 * product names that product alone. `newId` names a cart that begins.
 */
export function cartAfter(cart: Cart | null, event: KnownEvent, newId: () => string): Cart[] {
  const { kind, at } = event;
  if (kind === "checkout-started") return cart ? [{ ...cart, endedAt: at }] : [];
  if (kind !== "added-to-cart" && kind !== "cart-viewed") return [];
  const isForgotten = cart !== null && at.getTime() - cart.changedAt.getTime() > FORGOTTEN_AFTER_MS;
  const before = isForgotten ? null : cart;
  const ended = isForgotten ? [{ ...cart, endedAt: at }] : [];
  const lines = kind === "cart-viewed" ? event.items.slice(0, MOST_LINES) : withItems(before?.lines ?? [], event.items);
  if (before === null)
    return lines.length === 0 ? ended : [...ended, { id: newId(), lines, beganAt: at, changedAt: at, endedAt: null }];
  if (lines.length === 0) return [{ ...before, lines: [], endedAt: at }];
  // Looking at an unchanged cart is no reason to wait longer. What was stored as jsonb has its keys in another order.
  if (kind === "cart-viewed" && isDeepStrictEqual(lines, before.lines)) return [];
  return [{ ...before, lines, changedAt: at }];
}

function withItems(lines: BrowsedItem[], added: BrowsedItem[]): BrowsedItem[] {
  const after = [...lines];
  for (const item of added) {
    const place = after.findIndex((it) => it.productId === item.productId && it.variantId === item.variantId);
    const known = after[place];
    if (known) after[place] = { ...item, quantity: Math.min(known.quantity + item.quantity, MOST_OF_ONE_ITEM) };
    else if (after.length < MOST_LINES) after.push(item);
  }
  return after;
}
