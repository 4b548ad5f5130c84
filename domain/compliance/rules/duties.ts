import type { DutyRule } from "./rule.ts";

const checked = { kind: "duty", version: 1, effectiveFrom: "2026-01-01" } as const;

/** What must be done about opt-outs and sign-ups, checked 2026-11; not legal advice. Who does it is named in each note. */
export const DUTY_RULES: DutyRule[] = [
  {
    ...{ ...checked, id: "us-opt-out-words", jurisdiction: "US", name: "Words that revoke (47 CFR 64.1200(a)(10))" },
    says: "Each of these words, in any case and with punctuation around it, ends marketing texts by itself.",
    words: ["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"],
    ...{ confidence: "firm", source: "C3 C7" },
    note: "Any other wording that a reasonable person reads as a revocation counts too; what is unsure goes to a person.",
  },
  {
    ...{ ...checked, id: "us-opt-out-deadline", jurisdiction: "US", name: "Time to honour an opt-out" },
    says: "An opt-out, by whatever way it comes, is honoured within ten business days. Here it takes less than a second.",
    limit: { amount: 10, unit: "business-days" },
    ...{ confidence: "firm", source: "C3 C7" },
    note: "Weekends and federal holidays do not count.",
  },
  {
    ...{ ...checked, id: "us-opt-out-confirmation", jurisdiction: "US", name: "Confirmation of an opt-out" },
    says: "One text confirms it, without marketing, within five minutes or not at all; nothing follows it.",
    limit: { amount: 5, unit: "minutes" },
    ...{ confidence: "firm", source: "C15" },
  },
  {
    ...{ ...checked, id: "us-revoke-all", jurisdiction: "US", name: "One opt-out ends every kind of unwanted text" },
    says: "A revocation in answer to one kind of text covers every other kind that needs consent.",
    ...{ confidence: "firm", source: "C1", effectiveFrom: "2027-01-31" },
    note: "Delayed by the regulator until this day. Cartbell ends all marketing with any opt-out already.",
  },
  {
    ...{ ...checked, id: "us-va-memory", jurisdiction: "US-VA", name: "Virginia: how long an opt-out stands" },
    says: "STOP and UNSUBSCRIBE are honoured for ten years. Here they stand until the person signs up again.",
    limit: { amount: 10, unit: "years" },
    ...{ confidence: "weak", source: "C14 C8" },
  },
  {
    ...{ ...checked, id: "us-cart-reminder", jurisdiction: "US", name: "Abandoned carts" },
    says: "One reminder, within 48 hours of leaving the cart.",
    limit: { amount: 48, unit: "hours" },
    ...{ confidence: "weak", source: "P4" },
    note: "A carriers’ practice, as one vendor enforces it.",
  },
  {
    ...{ ...checked, id: "ca-opt-out-deadline", jurisdiction: "CA", name: "Canada (CASL): time to honour an opt-out" },
    says: "An unsubscribe takes effect within ten days, business days by the statute as far as we know.",
    limit: { amount: 10, unit: "business-days" },
    ...{ confidence: "weak", source: "C25" },
  },
  {
    ...{ ...checked, id: "fr-consent", jurisdiction: "FR", name: "France: consent and sender" },
    says: "The box is not ticked beforehand, the sender is named in the text, and opting out is free.",
    ...{ confidence: "firm", source: "C20 C21 C22 C23" },
  },
  {
    ...{ ...checked, id: "gb-consent", jurisdiction: "GB", name: "United Kingdom (PECR): consent" },
    says: "Marketing texts need consent given beforehand.",
    ...{ confidence: "weak", source: "C24" },
    note: "An exception for a shop’s own customers is said to exist; it is not used.",
  },
  {
    ...{ ...checked, id: "de-double-opt-in", jurisdiction: "DE", name: "Germany: double opt-in" },
    says: "Consent is express and given beforehand; a confirmed sign-up is the proof that is accepted.",
    ...{ confidence: "weak", source: "unverified" },
  },
];
