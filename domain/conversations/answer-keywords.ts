import { openRequests } from "#domain/consent/open-requests";
import { type ConsentOutcome, recordConsent } from "#domain/consent/record";
import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { hasEnded, mainWord } from "#domain/keywords/keyword";
import type { KeywordMatch } from "#domain/keywords/match-keyword";
import { isOpen } from "#domain/keywords/opening-hours";
import type { TimedKeyword } from "#domain/keywords/read-keywords";
import { mayJoinBy } from "#domain/keywords/refusals";
import { word } from "#domain/messages/content/word";
import { type NewText as PlannedText, planTexts } from "#domain/messages/plan";
import type { Sql } from "#platform/sql/db";
import { askToConfirm } from "./ask-to-confirm.ts";
import { giveTagsAndLists, type Tagged } from "./give-tags-and-lists.ts";
import type { AnswerLimit } from "./limit-answers.ts";
import { joinedReply } from "./reply.ts";

/** A text that says a keyword. */
export interface KeywordText {
  id: string;
  shopId: string;
  senderId: string;
  conversationId: string;
  subscriberId: string;
  body: string;
  receivedAt: Date;
  said: KeywordMatch<TimedKeyword>;
  person: { brand: string; firstName: string | null; lastName: string | null; marketing: string };
  /** Of a text that subscribed its writer at once. */
  outcome: ConsentOutcome | undefined;
}

/** Later than that, the person has put the phone away. */
const GOOD_FOR_MS = 60 * 60_000;
/** No provider takes a longer one; what is longer isn't sent. */
const LONGEST_TEXT = 1_600;

/**
 * Whether a text is consent by itself: the exact word of a join keyword that needs no YES. A slip of the thumb and a question
 * are no consent (decision 82), nor is a word that can't be one and was saved before it was refused.
 */
export function joinsAtOnce(said: KeywordMatch, now: Date): boolean {
  const { keyword, word, isExact } = said;
  return keyword.joins && !keyword.asksFirst && isExact && !hasEnded(keyword, now) && mayJoinBy(word);
}

/**
 * Does what the keywords of new texts ask for: tags and lists, a question to those who are to say YES first, and one answer a text
 * within the bound per person (limit-answers.ts). A keyword that has ended does nothing. Returns the jobs owed after the commit and the tags
 * that people didn't have before. Safe to repeat: the texts are new ones.
 */
export async function answerKeywords(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  texts: KeywordText[],
  mayAnswer: AnswerLimit,
): Promise<{ jobs: Job[]; tagged: Tagged[] }> {
  const now = ctx.clock.now();
  const live = texts.filter(({ said }) => !hasEnded(said.keyword, now));
  if (live.length === 0) return { jobs: [], tagged: [] };
  const tagged = await giveTagsAndLists(
    tx,
    ctx,
    live.map(({ said: { keyword }, ...person }) => ({ ...person, keyword })),
  );
  const asking = live.filter((it) => isToBeAsked(it, now));
  const answers = live.filter((it) => !asking.includes(it)).flatMap((it) => planAnswer(it, mayAnswer, now));
  const jobs = [...(await ask(tx, ctx, asking)), ...(await planTexts(tx, ctx, answers))];
  return { jobs, tagged };
}

/** Those whom a join keyword hasn't subscribed, because it asks first or wasn't typed as it is. A "no" is no reason to ask. */
function isToBeAsked({ said, person }: KeywordText, now: Date): boolean {
  return said.keyword.joins && mayJoinBy(said.word) && !joinsAtOnce(said, now) && person.marketing !== "subscribed";
}

/** A question goes to no one who texted STOP, and to a number three times in thirty days at most (open-requests.ts). */
async function ask(tx: Sql, ctx: Pick<Context, "clock">, texts: KeywordText[]): Promise<Job[]> {
  const decisions = texts.map(({ shopId, subscriberId, receivedAt, body, id, said: { keyword } }) => ({
    ...{ shopId, subscriberId, occurredAt: receivedAt, textShown: body },
    ...{ state: "pending" as const, source: "inbound-text" as const, doubleOptIn: "asked" as const },
    evidence: { keyword: { id: keyword.id, word: mainWord(keyword) }, textId: id },
  }));
  const outcomes = await recordConsent(tx, ctx, decisions);
  const requests = await openRequests(
    tx,
    ctx,
    // Everyone here has just written to their shop, so that no decision is left out.
    outcomes.flatMap((outcome, i) => {
      const text = texts[i];
      if (!text) return [];
      return [{ outcome, source: "inbound-text" as const, at: text.receivedAt, keywordId: text.said.keyword.id }];
    }),
  );
  return askToConfirm(tx, ctx, requests);
}

function planAnswer(it: KeywordText, mayAnswer: AnswerLimit, now: Date): PlannedText[] {
  const body = bodyFor(it);
  if (body === null || !mayAnswer(it.conversationId, "keyword")) return [];
  return [
    {
      ...{ shopId: it.shopId, subscriberId: it.subscriberId, senderId: it.senderId },
      class: "reply",
      // The answer that a person asked for by texting: at any hour, but never to someone who has texted STOP.
      purpose: "transactional",
      sourceKind: "conversation",
      sourceId: it.conversationId,
      occurrence: `keyword:${it.id}`,
      dueAt: now,
      expiresAt: new Date(it.receivedAt.getTime() + GOOD_FOR_MS),
      body,
    },
  ];
}

/** Who has just subscribed reads that they have, and how to leave, whether or not there is an answer. */
function bodyFor({ said: { keyword }, person, outcome, receivedAt }: KeywordText): string | null {
  const answer = keywordAnswer(keyword, person, receivedAt);
  return hasJoined(outcome) ? joinedReply(person.brand, answer) : answer;
}

/** Not who had subscribed before: they get the answer alone. */
export function hasJoined(outcome: ConsentOutcome | undefined): boolean {
  if (outcome === undefined || outcome.stale !== null) return false;
  const { before, after } = outcome;
  return after.marketing === "subscribed" && (before.marketing !== "subscribed" || before.stop !== null);
}

/** What a keyword is answered with at that moment, in words for this person; null: nothing. */
export function keywordAnswer(
  { hours, answer, closedAnswer, timeZone }: TimedKeyword,
  { brand, firstName, lastName }: Pick<KeywordText["person"], "brand" | "firstName" | "lastName">,
  at: Date,
): string | null {
  const template = isOpen(hours, at, timeZone) ? answer : closedAnswer;
  if (template === null) return null;
  const wording = { template, variables: {}, linkUrl: null };
  const ways = { brandName: brand, shortLinkUrl: "", newCode: () => "", longestText: LONGEST_TEXT };
  const worded = word(wording, "transactional", { firstName, lastName }, ways);
  return worded.kind === "worded" ? worded.text : null;
}
