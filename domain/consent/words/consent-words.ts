import type { ConsentSource, ConsentState } from "#domain/consent/decision";

const sources: Record<ConsentSource, string> = {
  checkout: "at a checkout",
  "sign-up-form": "in a sign-up form",
  "inbound-text": "by text",
  "reply-review": "by a reply that the store had to read",
  "unsubscribe-page": "on the unsubscribe page",
  import: "by an imported list",
  merchant: "by the store’s staff",
  shopify: "in the store’s records",
  provider: "at the provider",
  redaction: "because their data was erased",
};

const decisions: Record<ConsentState, string> = {
  subscribed: "Agreed to marketing texts",
  unsubscribed: "Opted out of marketing texts",
  retracted: "It was taken back that they opted out",
  pending: "Asked for marketing texts",
  expired: "Did not confirm in time what they asked for",
};

/**
 * "Agreed to marketing texts at a checkout": an entry of the ledger, for a person to read. What a newer release wrote, and
 * this one has no word for, is said in general words.
 */
export function consentInWords(state: string, source: string): string {
  return [wordOf(decisions, state) ?? "Decided about marketing texts", wordOf(sources, source)]
    .filter(Boolean)
    .join(" ");
}

function wordOf(words: Record<string, string>, value: string): string | undefined {
  return Object.hasOwn(words, value) ? words[value] : undefined;
}
