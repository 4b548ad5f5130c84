import type { FailedText } from "#domain/messages/delivery/provider-facts";
import type { Failure, FailureCause } from "#domain/messages/failures/cause";
import { accountCodes } from "./account.ts";
import { channelCodes } from "./channels.ts";
import { createCallCodes } from "./create-call.ts";
import { deliveryCodes } from "./delivery.ts";
import type { CodeEntry, CodeTable } from "./table.ts";

/** Every code that has an entry. */
export const codeTable: CodeTable = { ...accountCodes, ...createCallCodes, ...deliveryCodes, ...channelCodes };

/** What the merchant reads when a code's entry says nothing of its own. */
const wordsOf: Record<FailureCause, string> = {
  "opted-out": "The provider blocks this number because it texted STOP",
  "invalid-number": "The number can’t receive texts",
  unreachable: "The phone was off or unreachable",
  "carrier-trouble": "The carrier had a problem",
  "expired-in-queue": "The text waited too long in the provider’s queue",
  blocked: "The recipient or carrier blocks texts from this number",
  "no-route": "The sending number can’t text this number",
  content: "The provider rejected the text; check its content and length",
  filtered: "Blocked as spam by the carrier; check the text and the sending number’s registration",
  region: "The Twilio account isn’t enabled for this country; enable it in Twilio’s console",
  "sender-not-allowed": "Twilio doesn’t allow the sending number to send; resolve this with Twilio",
  "sender-not-ready": "The sending number is still being registered with carriers",
  "queue-full": "Too many texts were queued at Twilio for this number",
  "too-fast": "Too many texts at once",
  "day-used-up": "The carrier’s daily limit is reached",
  account: "Twilio rejected the account; ask your Cartbell operator to check it",
  "account-limit": "A limit of the Twilio account is reached",
  "provider-down": "Twilio is temporarily unavailable",
  trial: "The Twilio account is a trial account, which can only text verified numbers; upgrade it",
  "our-mistake": "Twilio rejected the request as invalid; ask your Cartbell operator to check the settings",
  other: "The text wasn’t delivered",
};

/**
 * What one of Twilio's codes means, wherever it came from. A code without an entry gets the safe default of its range:
 * an unknown code never sends a text twice and never stops a number or the account, unless the HTTP status says so.
 */
export function explain(code: string, about: FailedText = {}): Failure {
  const number = Number(code);
  const known = Object.hasOwn(codeTable, number) ? codeTable[number] : undefined;
  const entry = entryOf(known ?? unknownCause(number, about.httpStatus));
  const because = forThisWay(number, entry.cause, about);
  const words = because === entry.cause ? (entry.words ?? wordsOf[because]) : wordsOf[because];
  return { code, because, words, waitMs: entry.waitMs ?? null };
}

function entryOf(entry: FailureCause | CodeEntry): CodeEntry {
  return typeof entry === "string" ? { cause: entry } : entry;
}

function unknownCause(code: number, httpStatus?: number): FailureCause {
  if (httpStatus === 401 || httpStatus === 403 || httpStatus === 404) return "account";
  if (httpStatus === 429) return "too-fast";
  // Only a refused call is sure not to have been sent.
  if (httpStatus === undefined) return "other";
  return (code >= 20_000 && code < 21_000) || code >= 60_000 ? "our-mistake" : "other";
}

/** Codes that say "this sender" and mean "from this sender to that number". */
const aboutTheWay = new Set([21606, 21612, 21657, 21659, 21661]);

/**
 * A short code reaches its own country only, and not every carrier in it: that says nothing about the number or the sender.
 * Nor does a number abroad that a North American sender cannot reach: a stranger's sign-up must not stop the sender.
 */
function forThisWay(code: number, cause: FailureCause, { from, to }: FailedText): FailureCause {
  const isShortCode = from ? /^\d{3,8}$/.test(from) : false;
  if (code === 30006 && isShortCode) return "no-route";
  if (!aboutTheWay.has(code) || !to) return cause;
  return to.startsWith("+1") ? cause : "no-route";
}
