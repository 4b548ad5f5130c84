import type { RejectionCause } from "#domain/messages/provider";

// twilio.com/docs/api/errors. Codes that are not listed are "other": final for the text, and of no consequence beyond it.
const causes = new Map<number, RejectionCause>([
  [21610, "opted-out"],
  [21211, "invalid-number"],
  [21217, "invalid-number"],
  [21265, "invalid-number"],
  [21614, "invalid-number"],
  [21635, "invalid-number"],
  [30005, "invalid-number"],
  [30006, "invalid-number"],
  [21212, "sender-not-allowed"],
  [21603, "sender-not-allowed"],
  [21606, "sender-not-allowed"],
  [21659, "sender-not-allowed"],
  [21660, "sender-not-allowed"],
  [30032, "sender-not-allowed"],
  [30034, "sender-not-allowed"],
  [21408, "region"],
  [21602, "content"],
  [21617, "content"],
  [30007, "content"],
]);

// The number's queue holds as much as Twilio keeps (21611 at the door, 30001 afterwards).
const queueFull = new Set([21611, 30001]);

// Wrong or suspended credentials: no text of any shop leaves until they are mended, and none of them is at fault.
const account = new Set([20003, 20005, 20404]);

/** What a refusal with this code means for the recipient or the sender. */
export function causeOf(code: number): RejectionCause {
  return causes.get(code) ?? "other";
}

/** True when the text may be sent once the number's queue has drained. */
export function isQueueFull(code: number): boolean {
  return queueFull.has(code);
}

/** True when Twilio refuses us, not the text. */
export function isAboutTheAccount(code: number): boolean {
  return account.has(code);
}
