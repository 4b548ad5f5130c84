export type SenderKind = "long_code" | "toll_free" | "short_code";

/** What connecting asks of a provider; every driver of domain/messages/delivery/provider.ts does it. */
export interface NumberProvider {
  name: string;
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

/**
 * Message parts per second that a kind of number is allowed when its registration says nothing better. Long and short
 * codes: https://www.twilio.com/docs/api/errors/30001; toll-free: a secondary listing of Twilio's limits.
 */
export const usualPartsPerSecond: Record<SenderKind, number> = { long_code: 1, toll_free: 3, short_code: 100 };

/** How many numbers of the account one shop may hold, unless the operator set another figure. */
export const NUMBERS_PER_SHOP = 5;

/**
 * The most that a merchant may set, in message parts per second. Long codes: AT&T's best class, 4,500 a minute
 * (developers.telnyx.com/docs/messaging/10dlc/10dlc-rate-limits.md). Toll-free numbers and short codes: the highest default that
 * a provider publishes, Telnyx's 20 and 1,000.
 */
export const mostPartsPerSecond: Record<SenderKind, number> = { long_code: 75, toll_free: 20, short_code: 1_000 };
