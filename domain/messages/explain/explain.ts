import type { Prisma } from "@prisma/client";
import { merchantVoice, readRecord } from "#domain/messages/gates/read-record";
import { PARKED } from "#domain/messages/waiting";
import { type CodeWords, describeReason } from "./describe-reason.ts";

/** What a person needs to know of one text to be told why it was or was not sent. */
export interface ExplainedText {
  state: string;
  /** A reason of the closed set, or the provider's own code. */
  reason: string | null;
  /** Whose code it is; null until the text was claimed. */
  provider: string | null;
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
  const because = text.reason === null ? null : describeReason(text.reason, words, text.provider);
  switch (state) {
    case "delivered":
      return deliveredAt ? `Delivered ${formatTime(deliveredAt)}.` : "Delivered.";
    case "sent":
      if (text.reason === "no-receipt") return `Sent, no receipt. ${because}`;
      return "Sent. The carrier hasn’t confirmed delivery yet.";
    case "accepted":
      if (text.reason === "no-receipt") return `Sent to the provider, no receipt. ${because}`;
      return handedAt ? `Sent to the provider ${formatTime(handedAt)}. No status update yet.` : "Sent to the provider.";
    case "sending":
      return "Sending to the provider.";
    case "waiting":
      return `${because ?? "Queued."} ${nextChance(dueAt, formatTime)}`;
    default:
      return because ?? "No reason recorded.";
  }
}

/** The rules that ran on a text, in order, each with what it saw: one sentence each. Empty when none has run yet. */
export function explainWhy(why: Prisma.JsonValue, formatTime: FormatTime): string[] {
  const voice = merchantVoice("past", formatTime);
  return readRecord(why).map(({ gate, title, said, phrase }) => {
    const late = said === "expire" && gate !== "deadline" ? " That’s after its deadline, so it expired." : "";
    return `${title}: ${phrase(voice)}.${late}`;
  });
}

function nextChance(dueAt: Date, formatTime: FormatTime): string {
  return dueAt >= PARKED ? "On hold until the campaign is resumed." : `Next try ${formatTime(dueAt)}.`;
}
