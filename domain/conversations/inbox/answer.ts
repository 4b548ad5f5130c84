import type { Context } from "#domain/context";
import { tellDesks } from "#domain/help-desks/tell-desk";
import { enqueueAll, type Job } from "#domain/jobs";
import { planTexts } from "#domain/messages/plan";
import { newId } from "#platform/ids";
import type { Tx } from "#platform/sql/db";
import { storableText } from "#platform/sql/storable";
import {
  type Author,
  authorOf,
  type ConversationRef,
  type LockedConversation,
  lockConversation,
} from "./conversation.ts";
import { ANSWER_GOOD_FOR_MS, judgeAnswer, type OpenComposer, type Refusal, refusal } from "./judge-answer.ts";
import { countToReadSince } from "./open-conversations.ts";
import { tellPages } from "./tell-pages.ts";

type Answering = Pick<Context, "db" | "clock" | "enqueue" | "providers" | "hints">;

export interface NewAnswer extends ConversationRef {
  /** Of the caller, at most 200 characters. Tabs that show the same thread have the same one (`answerKey` in find.ts). */
  key: string;
  body: string;
  by: Author;
  /**
   * The `lastTextAt` of the conversation as the page showed it: texts that came since stay unread, and keep it open. Left out by
   * callers that show no thread: all count as read.
   */
  upTo?: Date | undefined;
}

export type Answered =
  | { kind: "sent"; answerId: string }
  /** The same key was used for other words: another tab or colleague was first. Nothing was sent now. */
  | { kind: "answered-already"; by: Author; body: string }
  | Refusal;

/**
 * Texts a shopper what staff wrote, from the number that the shopper wrote to: one text for each key, from however many tabs and
 * attempts. The conversation then waits for the shopper, unless texts came that the writer has not seen. Refuses, as a value, who may not be texted, a number out of service, and
 * words that cannot be sent. Quiet hours do not hold an answer back. Throws a UserError for an unknown conversation. What becomes
 * of the text stands in its message, as for any other.
 */
export async function answerConversation(ctx: Answering, answer: NewAnswer): Promise<Answered> {
  const { answered, jobs } = await ctx.db.transaction((tx) => answerWithin(tx, ctx, answer));
  await enqueueAll(ctx.enqueue, jobs);
  if (jobs.length > 0) tellPages(ctx, [answer]);
  return answered;
}

/** The same in the caller's transaction. Returns the jobs to enqueue after the commit. */
export async function answerWithin(
  tx: Tx,
  ctx: Pick<Context, "clock" | "providers">,
  { shopId, conversationId, by, upTo, ...given }: NewAnswer,
): Promise<{ answered: Answered; jobs: Job[] }> {
  const body = storableText(given.body).trim();
  const key = given.key.slice(0, 200);
  const found = await lockConversation(tx, { shopId, conversationId });
  const { subscriberId } = found;
  const before = await tx.prisma.conversationAnswer.findUnique({
    where: { shopId_conversationId_key: { shopId, conversationId, key } },
  });
  if (before) return { answered: repeated(before, body), jobs: [] };
  const composer = await judgeAnswer(tx, ctx, { shopId, conversationId, subscriberId });
  const refused = composer.kind === "refused" ? composer : refuseWords(body, composer);
  if (refused) return { answered: refused, jobs: [] };
  const answerId = newId();
  const now = ctx.clock.now();
  await tx.prisma.conversationAnswer.create({
    data: {
      ...{ shopId, id: answerId, conversationId, subscriberId, key, body, createdAt: now },
      ...{ byKind: by.kind, byId: by.id, byName: by.name },
    },
  });
  const jobs = await planAnswer(tx, ctx, { shopId, found, composer: composer as OpenComposer, answerId, body }); // refused else
  const unseen = upTo ? await countToReadSince(tx, { shopId, conversationId }, upTo) : 0;
  // With texts that it doesn’t answer, the state stays as they, or a colleague who has seen them, left it.
  const state = unseen === 0 ? { state: "waiting", snoozedUntil: null } : {};
  await tx.prisma.conversation.update({
    where: { shopId_id: { shopId, id: conversationId } },
    data: {
      ...state,
      ...{ unread: Math.min(found.unread, unseen), readAt: now, lastTextAt: later(found.lastTextAt, now) },
    },
  });
  return { answered: { kind: "sent", answerId }, jobs: [...jobs, ...(await tellOfAnswer())] };

  /** Agents of the help desk see what was answered elsewhere. */
  async function tellOfAnswer(): Promise<Job[]> {
    if (by.kind === "help-desk") return [];
    const note = `${by.name ?? "Someone"} answered in Cartbell: ${body}`;
    return tellDesks(tx, ctx, [
      { shopId, conversationId, subscriberId, kind: "note", key: `answer:${answerId}`, body: note },
    ]);
  }
}

function repeated(
  before: { id: string; body: string | null; byKind: string; byId: string; byName: string | null },
  body: string,
): Answered {
  const by = authorOf(before);
  if (before.body === body || by === null) return { kind: "sent", answerId: before.id };
  return { kind: "answered-already", by, body: before.body ?? "" };
}

function refuseWords(body: string, { longestText }: OpenComposer): Refusal | null {
  if (body === "") return refusal("empty", "Enter a message.");
  if (body.length > longestText)
    return refusal("too-long", `Use at most ${longestText.toLocaleString("en-US")} characters.`);
  return null;
}

async function planAnswer(
  tx: Tx,
  ctx: Pick<Context, "clock">,
  of: { shopId: string; found: LockedConversation; composer: OpenComposer; answerId: string; body: string },
): Promise<Job[]> {
  const now = ctx.clock.now();
  return planTexts(tx, ctx, [
    {
      shopId: of.shopId,
      class: "reply",
      purpose: "transactional",
      sourceKind: "conversation",
      sourceId: of.found.id,
      occurrence: `answer:${of.answerId}`,
      subscriberId: of.found.subscriberId,
      senderId: of.composer.senderId,
      dueAt: now,
      expiresAt: new Date(now.getTime() + ANSWER_GOOD_FOR_MS),
      body: of.body,
    },
  ]);
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
