import type { Purpose } from "#domain/messages/source";
import { saysHowToStop } from "./says-how-to-stop.ts";

export const OPT_OUT_LINE = "Reply STOP to opt out";

/**
 * The text as it leaves: a marketing text that doesn't itself say how to stop gets a line that does
 * (CTIA Messaging Principles and Best Practices §5.1: opt-out instructions). Browser-safe.
 */
export function withOptOutLine(text: string, purpose: Purpose): string {
  if (purpose !== "marketing" || saysHowToStop(text)) return text;
  return `${text.trimEnd()}\n${OPT_OUT_LINE}`;
}
