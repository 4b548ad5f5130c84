import type { DeliveryReceipt, LookUp, Question } from "#domain/messages/delivery/provider";
import { explain } from "#providers/twilio/codes/explain";
import type { TwilioAccount } from "./account.ts";
import { getResource } from "./call.ts";
import { objectIn, objectsIn } from "./json.ts";
import { receiptStatus } from "./receipt.ts";

/** One text in Twilio's history that may be ours. */
interface Candidate {
  sid: string;
  createdAt: number;
  status: DeliveryReceipt["status"];
  code: string | null;
}

type History = { kind: "read"; candidates: Candidate[]; hasRedacted: boolean } | { kind: "unread"; detail: string };

/** A text handed over at T was created at Twilio within this, with room for two clocks that disagree. */
const beforeMs = 2 * 60_000;
const afterMs = 15 * 60_000;

const pageSize = 100;
const mostPages = 10;
const patienceMs = 15_000;
const againMs = 60_000;

/** What a trial account puts in front of every text. */
const trialPrefix = "Sent from your Twilio trial account - ";

/**
 * Asks Twilio about a text whose hand-off ended unknown. Twilio keeps no reference of ours that could be searched, so
 * the text is recognised by sender, number, words and time. With n such texts in Twilio's history and `twins` handed
 * over by us:
 * - none: ours is absent, and so are its twins;
 * - n = twins: every one of them arrived, ours included; it is told apart by time, so of several twins the id (and a
 *   status, when they differ, is given as "accepted") may be a twin's;
 * - fewer: ours may be among them or not; more: someone else sends the same words. Both cannot be told.
 *
 * The list is not filtered by DateSent: that date is null until a text has left Twilio's queue, and a text that waits
 * there must not look absent. It is filtered by both numbers, which leaves one person's history with one sender.
 */
export async function lookUp(account: TwilioAccount, question: Question): Promise<LookUp> {
  const history = await readHistory(account, question);
  if (history.kind === "unread") return cannotTell(history.detail, againMs);
  const { candidates, hasRedacted } = history;
  if (hasRedacted) return cannotTell("A text from that time was redacted, so its content can’t be compared.", null);
  if (candidates.length === 0) return { kind: "absent" };
  if (candidates.length !== question.twins) {
    const counts = `${candidates.length} such texts at Twilio, ${question.twins} handed over`;
    return cannotTell(`Another text has the same content, so this one can’t be identified (${counts}).`, null);
  }
  return foundText(candidates, question);
}

function foundText(candidates: Candidate[], { text, ...question }: Question): LookUp {
  const handedOverAt = question.handedOverAt.getTime();
  const nearest = candidates.reduce((best, next) =>
    Math.abs(next.createdAt - handedOverAt) < Math.abs(best.createdAt - handedOverAt) ? next : best,
  );
  const isCertain = candidates.every(({ status }) => status === nearest.status);
  const receipt = isCertain ? nearest.status : "accepted";
  const code = isCertain ? nearest.code : null;
  const answer: LookUp = { kind: "found", providerId: nearest.sid, receipt, code };
  return receipt === "failed" && code !== null ? { ...answer, failure: explain(code, text) } : answer;
}

async function readHistory(account: TwilioAccount, { text, handedOverAt }: Question): Promise<History> {
  const from = handedOverAt.getTime() - beforeMs;
  const until = handedOverAt.getTime() + afterMs;
  const candidates: Candidate[] = [];
  let hasRedacted = false;
  let target = `Messages?${new URLSearchParams({ To: text.to, From: text.from, PageSize: String(pageSize) })}`;

  for (let page = 0; page < mostPages; page += 1) {
    const outcome = await getResource(account, target, new Date(Date.now() + patienceMs));
    if (outcome.kind !== "answered") return { kind: "unread", detail: `Twilio didn’t respond (${outcome.detail}).` };
    const list = objectIn(outcome.body);
    if (outcome.status !== 200 || !list || !Array.isArray(list.messages)) {
      return { kind: "unread", detail: `Twilio answered the look-up with ${outcome.status}.` };
    }
    let oldest = Number.POSITIVE_INFINITY;
    for (const message of objectsIn(list.messages)) {
      const createdAt = Date.parse(String(message.date_created));
      oldest = Math.min(oldest, createdAt);
      if (!(createdAt >= from && createdAt <= until) || message.to !== text.to || message.from !== text.from) continue;
      if (message.body === "") hasRedacted = true;
      else if (isSameText(String(message.body), text.body)) candidates.push(candidateOf(message, createdAt));
    }
    // The newest come first, so a page that reaches back before the hand-off is the last one needed.
    if (typeof list.next_page_uri !== "string" || oldest < from) return { kind: "read", candidates, hasRedacted };
    target = list.next_page_uri;
  }
  return { kind: "unread", detail: "This number's history is too long to read." };
}

function candidateOf(message: Record<string, unknown>, createdAt: number): Candidate {
  return {
    sid: String(message.sid),
    createdAt,
    status: receiptStatus(String(message.status)) ?? "accepted",
    code: message.error_code === null || message.error_code === undefined ? null : String(message.error_code),
  };
}

function isSameText(theirs: string, ours: string): boolean {
  const words = theirs.startsWith(trialPrefix) ? theirs.slice(trialPrefix.length) : theirs;
  return words.trim() === ours.trim();
}

function cannotTell(detail: string, retryAfterMs: number | null): LookUp {
  return { kind: "cannot-tell", detail, retryAfterMs };
}
