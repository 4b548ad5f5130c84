import type { StoreAnswer } from "#domain/shops/store-answer";

/** What consent asks of a store platform. shopify/consent.ts answers; another platform would do the same. */

export type StoreState = "subscribed" | "unsubscribed" | "pending" | "none";

/** The store's own record of a customer's consent to texts. */
export interface StoreConsent {
  /** The number it is about, E.164; null when the customer has none. */
  phone: string | null;
  state: StoreState;
  at: Date | null;
}

export interface StoreConsentClient {
  /** Null: the store has no such customer. */
  read(shopDomain: string, customerId: string): Promise<StoreAnswer<StoreConsent | null>>;
  /** Answers null when it is written, else why the store would not. */
  write(shopDomain: string, customerId: string, told: ConsentToPush): Promise<StoreAnswer<string | null>>;
}

export interface ConsentToPush {
  state: "subscribed" | "unsubscribed" | "pending";
  optInLevel: "single" | "confirmed";
  decidedAt: Date;
}
