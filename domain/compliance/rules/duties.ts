import type { DutyRule } from "./rule.ts";

const checked = { kind: "duty", version: 1, effectiveFrom: "2026-01-01" } as const;

/** What must be done about opt-outs and sign-ups, checked 2026-11; not legal advice. Who does it is named in each note. */
export const DUTY_RULES: DutyRule[] = [
  {
    ...{ ...checked, id: "us-opt-out-words", jurisdiction: "US", name: "Words that revoke (47 CFR 64.1200(a)(10))" },
    says: "Any of these keywords stops marketing texts, regardless of case or punctuation.",
    words: ["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"],
    ...{ confidence: "firm", source: "C3 C7" },
    note: "Any other wording that a reasonable person reads as an opt-out counts too. Unclear replies are reviewed by a person.",
  },
  {
    ...{ ...checked, id: "us-opt-out-deadline", jurisdiction: "US", name: "Time to honor an opt-out" },
    says: "An opt-out must be honored within 10 business days, however it’s received. Cartbell takes less than a second.",
    limit: { amount: 10, unit: "business-days" },
    ...{ confidence: "firm", source: "C3 C7" },
    note: "Excludes weekends and federal holidays.",
  },
  {
    ...{ ...checked, id: "us-opt-out-confirmation", jurisdiction: "US", name: "Confirmation of an opt-out" },
    says: "One confirmation text without marketing is allowed within five minutes. No other texts follow.",
    limit: { amount: 5, unit: "minutes" },
    ...{ confidence: "firm", source: "C15" },
  },
  {
    ...{ ...checked, id: "us-revoke-all", jurisdiction: "US", name: "One opt-out stops all types of texts" },
    says: "An opt-out from one type of text applies to all other types that need consent.",
    ...{ confidence: "firm", source: "C1", effectiveFrom: "2027-01-31" },
    note: "Delayed by the regulator until this date. Cartbell already stops all marketing texts with any opt-out.",
  },
  {
    ...{ ...checked, id: "us-va-memory", jurisdiction: "US-VA", name: "Virginia: how long an opt-out lasts" },
    says: "STOP and UNSUBSCRIBE must be honored for 10 years. Cartbell honors them until the person signs up again.",
    limit: { amount: 10, unit: "years" },
    ...{ confidence: "weak", source: "C14 C8" },
  },
  {
    ...{ ...checked, id: "us-cart-reminder", jurisdiction: "US", name: "Abandoned carts" },
    says: "One reminder within 48 hours of cart abandonment.",
    limit: { amount: 48, unit: "hours" },
    ...{ confidence: "weak", source: "P4" },
    note: "A carrier practice, as enforced by one vendor.",
  },
  {
    ...{ ...checked, id: "ca-opt-out-deadline", jurisdiction: "CA", name: "Canada (CASL): time to honor an opt-out" },
    says: "An unsubscribe must take effect within 10 days (business days under the statute, as far as we know).",
    limit: { amount: 10, unit: "business-days" },
    ...{ confidence: "weak", source: "C25" },
  },
  {
    ...{ ...checked, id: "fr-consent", jurisdiction: "FR", name: "France: consent and sender" },
    says: "The checkbox must not be pre-checked, texts must name the sender, and opting out must be free.",
    ...{ confidence: "firm", source: "C20 C21 C22 C23" },
  },
  {
    ...{ ...checked, id: "gb-consent", jurisdiction: "GB", name: "United Kingdom (PECR): consent" },
    says: "Marketing texts require prior consent.",
    ...{ confidence: "weak", source: "C24" },
    note: "An exception may exist for existing customers. Cartbell doesn’t use it.",
  },
  {
    ...{ ...checked, id: "de-double-opt-in", jurisdiction: "DE", name: "Germany: double opt-in" },
    says: "Consent must be express and given in advance. A confirmed sign-up is the accepted proof.",
    ...{ confidence: "weak", source: "unverified" },
  },
];
