import type { Address } from "../address.ts";

export type SmsState = "NOT_SUBSCRIBED" | "PENDING" | "SUBSCRIBED" | "UNSUBSCRIBED" | "REDACTED";
export type OptInLevel = "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN" | "UNKNOWN";

export interface SmsConsent {
  state: SmsState;
  optInLevel: OptInLevel;
  updatedAt: string | null;
  collectedFrom: "SHOPIFY" | "OTHER";
}

export interface Customer {
  id: number;
  firstName: string;
  lastName: string;
  email: string | null;
  /** E.164, as Shopify keeps it. */
  phone: string | null;
  tags: string[];
  note: string | null;
  address: (Address & { id: number }) | null;
  smsConsent: SmsConsent;
  ordersCount: number;
  spentCents: number;
  lastOrderId: number | null;
  createdAt: string;
  updatedAt: string;
}

export const noConsent: SmsConsent = {
  state: "NOT_SUBSCRIBED",
  optInLevel: "UNKNOWN",
  updatedAt: null,
  collectedFrom: "SHOPIFY",
};
