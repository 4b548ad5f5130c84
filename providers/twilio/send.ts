import type { HandOff, OutgoingText } from "#domain/messages/provider";
import { post, type TwilioAccount } from "./account.ts";
import type { CallOutcome } from "./call.ts";
import { causeOf, isAboutTheAccount, isQueueFull } from "./error-codes.ts";
import { objectIn } from "./json.ts";
import { withRetries } from "./webhook-url.ts";

/** How long to leave Twilio alone after an attempt that did not reach it, when it does not say. */
const unreachableMs = 2000;
const throttledMs = 1000;
/** Whatever stands in between may ask for any wait; one that is longer than calendars go could not be written down. */
const longestMs = 3_600_000;
const queueFullMs = 60_000;
const accountMs = 60_000;

/** Hands one text to Twilio and says what is known of it. See `HandOff` for the four results; never throws. */
export async function send(account: TwilioAccount, text: OutgoingText, deadline: Date): Promise<HandOff> {
  if (deadline.getTime() <= Date.now()) return notSent("deadline", "The deadline passed before the text left.", 0);
  return handOffOf(await post(account, "Messages", formOf(text), deadline));
}

/** What an answer, or the lack of one, says about a text. */
export function handOffOf(outcome: CallOutcome): HandOff {
  if (outcome.kind === "not-written")
    return notSent("unreachable", `Twilio could not be reached (${outcome.detail}).`, unreachableMs);
  if (outcome.status === 429) return throttled(outcome);
  if (outcome.kind === "lost")
    return { kind: "unknown", detail: `The connection to Twilio broke (${outcome.detail}).` };
  const answer = objectIn(outcome.body);
  if (outcome.status >= 200 && outcome.status < 300) return acceptance(outcome.status, answer);
  // A 4xx without Twilio's own code may come from something in between, which may have passed the text on.
  if (outcome.status >= 400 && outcome.status < 500 && typeof answer?.code === "number")
    return refusal(answer.code, answer);
  return { kind: "unknown", detail: `Twilio answered ${outcome.status}.` };
}

function formOf(text: OutgoingText): URLSearchParams {
  return new URLSearchParams({
    To: text.to,
    From: text.from,
    Body: text.body,
    StatusCallback: withRetries(text.receiptUrl),
    // Twilio takes 1 to 36,000 (twilio.com/docs/messaging/api/message-resource).
    ValidityPeriod: String(Math.min(Math.max(Math.floor(text.validitySeconds), 1), 36_000)),
  });
}

function acceptance(status: number, answer: Record<string, unknown> | null): HandOff {
  if (typeof answer?.sid === "string" && answer.sid !== "") return { kind: "accepted", providerId: answer.sid };
  return { kind: "unknown", detail: `Twilio answered ${status} without a message.` };
}

function refusal(code: number, answer: Record<string, unknown>): HandOff {
  const detail = typeof answer.message === "string" ? answer.message : "Twilio gave no reason.";
  if (isQueueFull(code)) return { ...notSent(String(code), detail, queueFullMs), isThrottled: true };
  if (isAboutTheAccount(code)) return notSent(String(code), detail, accountMs);
  return { kind: "rejected", code: String(code), detail, because: causeOf(code) };
}

function throttled(outcome: Exclude<CallOutcome, { kind: "not-written" }>): HandOff {
  const wait = outcome.kind === "answered" ? retryAfterMs(outcome.headers["retry-after"]) : null;
  return {
    ...notSent("20429", "Twilio takes no more requests at the moment.", wait ?? throttledMs),
    isThrottled: true,
  };
}

/** The header's wait, given in seconds or as a date. */
function retryAfterMs(header: string | undefined): number | null {
  if (header === undefined) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestMs);
}

function notSent(code: string, detail: string, retryAfterMs: number): Extract<HandOff, { kind: "not-sent" }> {
  return { kind: "not-sent", code, detail, retryAfterMs, isThrottled: false };
}
