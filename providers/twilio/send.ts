import type { HandOff, OutgoingText } from "#domain/messages/delivery/provider";
import type { FailedText } from "#domain/messages/delivery/provider-facts";
import type { FailureCause } from "#domain/messages/failures/cause";
import { explain } from "#providers/twilio/codes/explain";
import type { TwilioAccount } from "./account.ts";
import { type CallOutcome, postForm } from "./call.ts";
import { objectIn } from "./json.ts";
import { withRetries } from "./webhook-url.ts";

/** How long to leave Twilio alone after an attempt that did not reach it, when it does not say. */
const unreachableMs = 2000;
const throttledMs = 1000;
/** Whatever stands in between may ask for any wait; one that is longer than calendars go could not be written down. */
const longestMs = 3_600_000;
const refusedMs = 60_000;

/** Hands one text to Twilio and says what is known of it. See `HandOff` for the four results; never throws. */
export async function send(
  account: TwilioAccount,
  text: OutgoingText,
  deadline: Date,
  mayBegin?: () => boolean,
): Promise<HandOff> {
  if (deadline.getTime() <= Date.now()) return notSent("deadline", "The deadline passed before the text was sent.", 0);
  // Twilio ignores headers that it doesn't know.
  const headers = text.traceparent === undefined ? {} : { traceparent: text.traceparent };
  return handOffOf(await postForm(account, "Messages", formOf(text), deadline, { mayBegin, headers }), text);
}

/** What an answer, or the lack of one, says about a text. */
export function handOffOf(outcome: CallOutcome, about: { from?: string; to?: string } = {}): HandOff {
  if (outcome.kind === "not-written")
    return notSent("unreachable", `We couldn’t reach Twilio (${outcome.detail}).`, unreachableMs);
  if (outcome.status === 429) return tooMuch(outcome, about);
  if (outcome.kind === "lost")
    return { kind: "unknown", detail: `The connection to Twilio broke (${outcome.detail}).` };
  const answer = objectIn(outcome.body);
  if (outcome.status >= 200 && outcome.status < 300) return acceptedText(outcome.status, answer);
  // A 4xx without Twilio's own code may come from something in between, which may have passed the text on.
  if (outcome.status >= 400 && outcome.status < 500 && typeof answer?.code === "number")
    return refusedText(answer.code, answer, { ...about, httpStatus: outcome.status });
  // Refused credentials are refused by whatever answered: nothing was passed on.
  if (outcome.status === 401) return refusedText(20003, {}, { ...about, httpStatus: 401 });
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

function acceptedText(status: number, answer: Record<string, unknown> | null): HandOff {
  if (typeof answer?.sid === "string" && answer.sid !== "") return { kind: "accepted", providerId: answer.sid };
  return { kind: "unknown", detail: `Twilio answered ${status} without a message.` };
}

/** Causes for which the text was not looked at: it waits, and so do the others. */
const notTaken = new Set<FailureCause>(["account", "account-limit", "provider-down", "queue-full"]);

function refusedText(code: number, answer: Record<string, unknown>, about: FailedText): HandOff {
  const detail = typeof answer.message === "string" ? answer.message : "Twilio gave no reason.";
  const { because, words, waitMs } = explain(String(code), about);
  if (!notTaken.has(because)) return { kind: "rejected", code: String(code), detail, because, words, waitMs };
  const isThrottled = because === "queue-full";
  return { ...notSent(String(code), detail, waitMs ?? refusedMs), isThrottled, because, words, waitMs };
}

/** A 429 is about the moment, or about a limit of the account: its code tells. */
function tooMuch(outcome: Exclude<CallOutcome, { kind: "not-written" }>, about: FailedText): HandOff {
  const answer = outcome.kind === "answered" ? objectIn(outcome.body) : null;
  if (typeof answer?.code !== "number") return throttledText(outcome);
  const { because, waitMs } = explain(String(answer.code), { ...about, httpStatus: 429 });
  return because === "account-limit" || because === "queue-full"
    ? refusedText(answer.code, answer, { ...about, httpStatus: 429 })
    : throttledText(outcome, waitMs ?? throttledMs);
}

function throttledText(outcome: Exclude<CallOutcome, { kind: "not-written" }>, usualMs = throttledMs): HandOff {
  const wait = outcome.kind === "answered" ? retryAfterMs(outcome.headers["retry-after"]) : null;
  return {
    ...notSent("20429", "Twilio takes no more requests at the moment.", wait ?? usualMs),
    isThrottled: true,
  };
}

/** The header's wait, given in seconds or as a date. */
export function retryAfterMs(header: string | undefined): number | null {
  if (header === undefined) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestMs);
}

function notSent(code: string, detail: string, retryAfterMs: number): Extract<HandOff, { kind: "not-sent" }> {
  return { kind: "not-sent", code, detail, retryAfterMs, isThrottled: false };
}
