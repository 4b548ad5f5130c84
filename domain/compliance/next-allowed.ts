import { type CapQuestion, frequencyVerdict } from "./frequency-cap.ts";
import { NEVER, sendWindow, type WindowQuestion } from "./window.ts";

/** Each turn passes a window's opening or a cap's end; more would mean that the two never meet. */
const MOST_TURNS = 100;

/**
 * The first instant, now or later, at which neither the hours nor the caps forbid a text, if nothing else is sent to the
 * person meanwhile; NEVER when there is none. Whether the merchant skips texts over a cap is not considered.
 */
export function nextAllowed(question: WindowQuestion, caps: Omit<CapQuestion, "action">): Date {
  if (question.purpose !== "marketing") return question.now;
  let at = question.now;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const window = sendWindow({ ...question, now: at });
    if (!window.isOpen) at = window.opensAt;
    if (at >= NEVER) return NEVER;
    const verdict = frequencyVerdict({ ...caps, action: "defer" }, at);
    if (verdict.kind === "skip") return NEVER;
    if (verdict.kind === "pass") return at;
    at = verdict.until;
  }
  return NEVER;
}
