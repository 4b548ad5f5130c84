import { z } from "zod";
import { consentInWords } from "#domain/consent/words/consent-words";
import { type GateFacts, type Judgment, PASS, personGate, skip, type Voice } from "./gate.ts";

const evidence = z.union([
  z.object({ basis: z.enum(["exempt", "not needed", "subscribed", "pending", "never", "unsubscribed"]) }),
  /** Why the number is suppressed: a reason of the suppression list. */
  z.object({ suppressed: z.string() }),
]);
type Evidence = z.output<typeof evidence>;

type Phrases = Record<Exclude<Voice["tense"], "record">, string>;
type Basis = Extract<Evidence, { basis: string }>["basis"];

const BASES: Record<Basis, Phrases> = {
  exempt: bothTenses("not needed for a text that confirms an opt-out"),
  "not needed": bothTenses("not needed for a text about the person’s own order"),
  subscribed: { present: "opted in to marketing texts", past: "had opted in to marketing texts" },
  pending: { present: "signed up and hasn’t confirmed yet", past: "hadn’t confirmed the sign-up yet" },
  never: { present: "never opted in to marketing texts", past: "had never opted in to marketing texts" },
  unsubscribed: { present: "has unsubscribed", past: "had unsubscribed" },
};

const SUPPRESSIONS: Record<string, Phrases> = {
  "opted-out": { present: "has texted STOP", past: "had texted STOP" },
  "reply-unsure": {
    present: "sent a possible opt-out that hasn’t been reviewed yet",
    past: "had sent a possible opt-out that wasn’t reviewed yet",
  },
  "opted-out-at-provider": {
    present: "has texted STOP: the provider blocks the number",
    past: "the provider blocks the number because it texted STOP",
  },
};

/** A STOP ends every kind of text but the one that confirms it. Transactional texts need no marketing consent. */
export const consent = personGate({
  name: "consent",
  title: "Consent",
  facts: ["purpose", "marketing", "suppressedBecause"],
  evidence,
  judge: judgeConsent,
  describe: (seen, { tense }) => {
    if (tense === "record") return "basis" in seen ? seen.basis : seen.suppressed;
    if ("basis" in seen) return BASES[seen.basis][tense];
    return SUPPRESSIONS[seen.suppressed]?.[tense] ?? seen.suppressed;
  },
  background: ({ consent, suppressedBecause, suppressedAt }, _now, formatTime) => ({
    inputs: [
      ...(consent ? [`${consentInWords(consent.state, consent.source)}, ${formatTime(consent.occurredAt)}`] : []),
      ...(suppressedBecause && suppressedAt
        ? [`${suppressedBecause.replaceAll("-", " ")} since ${formatTime(suppressedAt)}`]
        : []),
    ],
  }),
});

function judgeConsent({
  purpose,
  marketing,
  suppressedBecause: suppressed,
}: Pick<GateFacts, "purpose" | "marketing" | "suppressedBecause">): Judgment<typeof evidence> {
  if (purpose === "compliance") return { evidence: { basis: "exempt" }, verdict: PASS };
  // Until a person has read what may be an opt-out, nothing is advertised; texts about their own orders go on.
  if (suppressed === "reply-unsure")
    return { evidence: { suppressed }, verdict: purpose === "transactional" ? PASS : skip("reply-unsure") };
  if (suppressed !== null && suppressed !== "invalid-number")
    return { evidence: { suppressed }, verdict: skip("opted-out") };
  if (purpose === "transactional") return { evidence: { basis: "not needed" }, verdict: PASS };
  if (marketing === "unsubscribed") return { evidence: { basis: marketing }, verdict: skip("opted-out") };
  return { evidence: { basis: marketing }, verdict: marketing === "subscribed" ? PASS : skip("no-consent") };
}

function bothTenses(phrase: string): Phrases {
  return { present: phrase, past: phrase };
}
