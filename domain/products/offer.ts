/** What is known of a variant's stock and price. */
export interface Offer {
  /** Null until the store has said so. */
  isAvailable: boolean | null;
  restockedAt: Date | null;
  priceMicros: number | null;
  /** Null of the first price that is known: it may have stood for long. */
  priceSince: Date | null;
  /** The last price before it that stood for a day. */
  usualMicros: number | null;
}

/** What people may be told of a variant. */
export type Change =
  | { kind: "restock"; priceMicros: number; usualMicros: null }
  | { kind: "price-drop"; priceMicros: number; usualMicros: number };

/** A price that stood for less time is no price to compare with: it may have been a slip, or raised to be lowered again. */
const USUAL_AFTER_MS = 24 * 3_600_000;

/**
 * What a variant's offer is after an answer of the store, and what is to be told. It is back when it couldn't be
 * bought before, and for no other reason: a person who asks while it can be bought must not have others told.
 */
export function offerAfter(
  before: Offer,
  now: { isAvailable: boolean; priceMicros: number } | null,
  at: Date,
): { offer: Offer; changes: Change[] } {
  // The store doesn't have it any more.
  if (now === null) return { offer: { ...before, isAvailable: false }, changes: [] };
  const { isAvailable, priceMicros } = now;
  const isBack = isAvailable && before.isAvailable === false;
  const priced = priceAfter(before, priceMicros, at);
  const isCheaper = priced.usualMicros !== null && priceMicros < priced.usualMicros;
  const offer = { ...before, ...priced, isAvailable, restockedAt: isBack ? at : before.restockedAt };
  const changes: Change[] = isBack ? [{ kind: "restock", priceMicros, usualMicros: null }] : [];
  if (isAvailable && isCheaper && priceMicros !== before.priceMicros && priced.usualMicros !== null)
    changes.push({ kind: "price-drop", priceMicros, usualMicros: priced.usualMicros });
  return { offer, changes };
}

function priceAfter(
  { priceMicros, priceSince, usualMicros }: Offer,
  now: number,
  at: Date,
): Pick<Offer, "priceMicros" | "priceSince" | "usualMicros"> {
  if (priceMicros === now) return { priceMicros, priceSince, usualMicros };
  if (priceMicros === null) return { priceMicros: now, priceSince: null, usualMicros };
  const stood = priceSince === null || at.getTime() - priceSince.getTime() >= USUAL_AFTER_MS;
  return { priceMicros: now, priceSince: at, usualMicros: stood ? priceMicros : usualMicros };
}
