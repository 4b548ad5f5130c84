import type { Prisma } from "@prisma/client";
import { type CodeWords, describeReason } from "#domain/messages/explain/describe-reason";
import { withoutCitations } from "#domain/messages/explain/explain-rules";
import type { GateRecord } from "#domain/messages/gates/gates";
import { PARKED } from "#domain/messages/waiting";

/** What a person needs to know of one text to be told why it was or was not sent. */
export interface ExplainedText {
  state: string;
  /** A reason of the closed set, or the provider's own code. */
  reason: string | null;
  dueAt: Date;
  handedAt: Date | null;
  deliveredAt: Date | null;
  why: Prisma.JsonValue;
}

/** Shows an instant in the shop's zone. */
export type FormatTime = (at: Date) => string;

/** What became of a text and why, in one sentence or two. */
export function explainText(text: ExplainedText, formatTime: FormatTime, words?: CodeWords): string {
  const { state, dueAt, handedAt, deliveredAt } = text;
  const because = text.reason === null ? null : describeReason(text.reason, words);
  switch (state) {
    case "delivered":
      return deliveredAt ? `Delivered ${formatTime(deliveredAt)}.` : "Delivered.";
    case "sent":
      return "Sent by the carrier; whether it arrived has not been reported yet.";
    case "accepted":
      return handedAt
        ? `Handed to the provider ${formatTime(handedAt)}; no news of it yet.`
        : "Handed to the provider.";
    case "sending":
      return "It is being handed to the provider.";
    case "waiting":
      return `${because ?? "It waits for its turn."} ${nextChance(dueAt, formatTime)}`;
    default:
      return because ?? "No reason was kept.";
  }
}

/** The rules that ran on a text, in order, each with what it saw: one sentence each. Empty when none has run yet. */
export function explainWhy(why: Prisma.JsonValue, formatTime: FormatTime): string[] {
  if (!Array.isArray(why)) return [];
  return (why as unknown as GateRecord[]).map((record) => sentenceOf(record, formatTime)); // written by gates.ts alone
}

function nextChance(dueAt: Date, formatTime: FormatTime): string {
  return dueAt >= PARKED ? "It is held until the campaign is resumed." : `Next try ${formatTime(dueAt)}.`;
}

const consents: Record<string, string> = {
  exempt: "Consent: not asked of a text that confirms an opt-out.",
  "not needed": "Consent: not needed for a text about the person’s own order.",
  subscribed: "Consent: had agreed to marketing texts.",
  pending: "Consent: had not confirmed the sign-up yet.",
  never: "Consent: had never agreed to marketing texts.",
  unsubscribed: "Consent: had unsubscribed.",
  "opted-out": "Consent: had texted STOP.",
  "reply-unsure": "Consent: had written what may be an opt-out, and nobody had decided about it.",
  "opted-out-at-provider": "Consent: the provider blocks the number because it texted STOP.",
};

const phones: Record<string, string> = {
  reachable: "Number: can receive texts.",
  invalid: "Number: the carrier says that it cannot receive texts.",
  erased: "Number: erased at the person’s request.",
};

function sentenceOf({ gate, saw, said }: GateRecord, formatTime: FormatTime): string {
  const seen = withTimes(withoutCitations(saw), formatTime);
  const late = said === "expire" && gate !== "deadline" ? " That is after its deadline, so it expired." : "";
  switch (gate) {
    case "deadline":
      return `Deadline: ${seen}${said === "expire" ? ", which had passed" : ""}.`;
    case "shop":
      return saw === "installed" ? "Store: has the app installed." : "Store: had uninstalled the app.";
    case "consent":
      return consents[saw] ?? `Consent: ${seen}.`;
    case "number":
      return phones[saw] ?? `Number: ${seen}.`;
    case "sender":
      return `Sending number: ${seen}.${late}`;
    case "quiet hours":
      return saw === "exempt" ? "Texting hours: none for this kind of text." : `Texting hours: ${seen}.${late}`;
    case "frequency cap":
      return saw === "exempt" ? "Frequency cap: none for this kind of text." : `Frequency cap: ${seen}.${late}`;
    case "spending":
      return `Spending: ${seen}${said === "pass" ? "" : ", and no room for this text"}.${late}`;
    case "content":
      return `Text: ${seen}.`;
    default:
      return `${gate}: ${seen}.`;
  }
}

/** Records keep instants as ISO; people read them on the shop's clock. */
function withTimes(saw: string, formatTime: FormatTime): string {
  return saw.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (iso) => formatTime(new Date(iso)));
}
