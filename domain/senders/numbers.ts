export type SenderKind = "long_code" | "toll_free" | "short_code";

/** What connecting asks of a provider; every driver of domain/messages/provider.ts does it. */
export interface NumberProvider {
  name: string;
  /** The account's numbers, E.164. */
  listNumbers(): Promise<{ phone: string; kind: SenderKind }[]>;
  /** Points the number's inbound texts at `inboundUrl`. */
  connectNumber(phone: string, inboundUrl: string): Promise<void>;
}

/**
 * Message parts per second that a kind of number is allowed when its registration says nothing better. Long and short
 * codes: https://www.twilio.com/docs/api/errors/30001; toll-free: a secondary listing of Twilio's limits.
 */
export const usualPartsPerSecond: Record<SenderKind, number> = { long_code: 1, toll_free: 3, short_code: 100 };
