import type { ConsentSource, ConsentState } from "#domain/consent/decision";

const sources: Record<ConsentSource, string> = {
  checkout: "at a checkout",
  "sign-up-form": "in a sign-up form",
  "inbound-text": "by text",
  "reply-review": "by a reviewed reply",
  "unsubscribe-page": "on the unsubscribe page",
  import: "by an import",
  merchant: "by store staff",
  shopify: "in Shopify",
  provider: "at the provider",
  redaction: "because their data was erased",
};

/** Where a decision was made, as a heading. */
const sourceNames: Record<ConsentSource, string> = {
  checkout: "At checkout",
  "sign-up-form": "In a sign-up form",
  "inbound-text": "By text",
  "reply-review": "In a reviewed reply",
  "unsubscribe-page": "On the unsubscribe page",
  import: "In an imported list",
  merchant: "By store staff",
  shopify: "In Shopify",
  provider: "At the provider",
  redaction: "With their data erasure",
};

const decisions: Record<ConsentState, string> = {
  subscribed: "Opted in to marketing texts",
  unsubscribed: "Opted out of marketing texts",
  retracted: "Opt-out retracted",
  pending: "Requested marketing texts",
  expired: "Didn’t confirm double opt-in in time",
};

/**
 * "Agreed to marketing texts at a checkout": an entry of the ledger, for a person to read. What a newer release wrote, and
 * this one has no word for, is said in general words.
 */
export function consentInWords(state: string, source: string): string {
  return [wordOf(decisions, state) ?? "Updated marketing consent", wordOf(sources, source)].filter(Boolean).join(" ");
}

/** "At checkout": where a decision was made. A source of a newer release is named as it is stored. */
export function sourceName(source: string): string {
  return wordOf(sourceNames, source) ?? source;
}

function wordOf(words: Record<string, string>, value: string): string | undefined {
  return Object.hasOwn(words, value) ? words[value] : undefined;
}
