export type SenderKind = "long_code" | "toll_free" | "short_code";

/** How fast a provider lets each kind of number send, in SMS segments per second. */
export interface SenderRates {
  /** When its registration says nothing better. */
  usualPartsPerSecond: Record<SenderKind, number>;
  /** The most that a merchant may set. */
  mostPartsPerSecond: Record<SenderKind, number>;
}

/** What connecting asks of a provider; every driver of domain/messages/delivery/provider.ts does it. */
export interface NumberProvider {
  name: string;
  limits: SenderRates;
  /** The account's numbers, E.164. */
  listNumbers(): Promise<{ phone: string; kind: SenderKind }[]>;
  /** Points the number's inbound texts at `inboundUrl`. */
  connectNumber(phone: string, inboundUrl: string): Promise<void>;
}

/**
 * How long a released number rests before another shop may have it: replies to the last shop's texts still come to it. It
 * is the least that a carrier must age a disconnected number (47 CFR 52.15(f)(1)(ii), since FCC 18-177; the most is 90 days
 * for residential numbers and 365 for business ones).
 */
export const RESTING_DAYS = 45;

/** How many numbers of the account one shop may hold, unless the operator set another figure. */
export const NUMBERS_PER_SHOP = 5;
