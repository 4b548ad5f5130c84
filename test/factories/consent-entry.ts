import type { ConsentSource, ConsentState, DoubleOptIn, LedgerEntry } from "#domain/consent/decision";

/** The hour of one day. */
export const hour = (n: number) => new Date(Date.UTC(2026, 10, 24, n));

/** A decision in the ledger, taken at that hour. */
export function anEntry(
  state: ConsentState,
  source: ConsentSource,
  at: number,
  doubleOptIn: DoubleOptIn | null = null,
): LedgerEntry {
  return { state, source, doubleOptIn, occurredAt: hour(at) };
}

export const STOP = (at: number) => anEntry("unsubscribed", "inbound-text", at);
export const START = (at: number) => anEntry("subscribed", "inbound-text", at);

export const SOURCES: ConsentSource[] = [
  "inbound-text",
  "checkout",
  "sign-up-form",
  "merchant",
  "shopify",
  "import",
  "provider",
  "redaction",
  "reply-review",
  "unsubscribe-page",
];
