import { type ConsentOutcome, recordConsent } from "#domain/consent/record";
import { unsubscribeLink } from "#domain/consent/unsubscribe-link";
import type { Context } from "#domain/context";
import { type Answerer, replyTo } from "#domain/conversations/reply";
import { type Due, enqueueAll, type Job } from "#domain/jobs";
import { planTexts } from "#domain/messages/plan";
import { notFoundError, UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { holdMarketing, releaseMarketing } from "./hold-marketing.ts";
import { type Held, type ReviewState, writeReviews } from "./write.ts";

type Deciding = Pick<Context, "db" | "clock" | "enqueue" | "hashPhone" | "appUrl">;

/** Who decides. The deadline only ever opts out. */
export type Decider = "merchant" | "deadline";

interface Decision {
  shopId: string;
  replyId: string;
  /** opted-out: it was an opt-out. kept: it was not. open: whatever was decided is taken back. */
  to: ReviewState;
  by: Decider;
}

interface Facts extends Answerer {
  body: string | null;
  conversationId: string;
  senderId: string;
}

/** When the sweep adds the job. */
export const dueReplies: Due<"unsure-replies"> = {
  anything: "SELECT 1 FROM unsure_replies WHERE state = 'open' AND closes_at <= $1",
};

const findPerson = statement(
  "person-of-reply-review",
  "SELECT subscriber_id AS id FROM unsure_replies WHERE shop_id = $1 AND id = $2",
);
const lockPerson = statement(
  "lock-person-of-reply-review",
  "SELECT 1 FROM subscribers WHERE shop_id = $1 AND id = $2 FOR NO KEY UPDATE",
);
const lockReply = statement(
  "lock-reply-review",
  `SELECT shop_id AS "shopId", id, subscriber_id AS "subscriberId", phone_hash AS "phoneHash", text_id AS "textId", evidence,
          state, decided_by AS "decidedBy", decided_at AS "decidedAt", received_at AS "receivedAt", closes_at AS "closesAt"
   FROM unsure_replies WHERE shop_id = $1 AND id = $2 FOR UPDATE`,
);
const readFacts = statementFile(import.meta.url, "./review-facts.sql");

/**
 * Decides what a reply meant, decides otherwise, or takes a decision back. An opt-out goes into the ledger as the person's
 * own, counts at once and is confirmed if five minutes have not passed since the reply; anything else leaves consent as
 * it was before. Taken back, the question is open again and marketing held, for another day at least. Every change is
 * written down. Deciding the same twice changes nothing. Refuses an unknown reply, and one that the person settled with
 * a STOP or START of their own.
 */
export async function decideReview(ctx: Deciding, decision: Decision): Promise<void> {
  const jobs = await ctx.db.transaction((tx) => decideWithin(tx, ctx, decision));
  await enqueueAll(ctx.enqueue, jobs);
}

async function decideWithin(tx: Sql, ctx: Deciding, { shopId, replyId, to, by }: Decision): Promise<Job[]> {
  const reply = await lockForDecision(tx, shopId, replyId);
  const now = ctx.clock.now();
  if (reply.state === to) return [];
  // A decision made before the deadline stands, and this closes only what is over.
  if (by === "deadline" && (reply.state !== "open" || reply.closesAt > now)) return [];
  if (reply.decidedBy === "shopper")
    throw new UserError("reply-closed", "This person has since replied clearly, so their own reply applies.");
  // A decision and what takes it back need an order, however quick someone's fingers are.
  const at = reply.decidedAt !== null && reply.decidedAt >= now ? new Date(reply.decidedAt.getTime() + 1) : now;
  await writeReviews(tx, reply, { to, by, at });
  if (reply.state === "opted-out") await takeBack(tx, ctx, reply, at);
  if (to === "open") await holdMarketing(tx, [reply], at);
  if (to === "kept") await releaseMarketing(tx, [reply], at);
  return to === "opted-out" ? await optOut(tx, ctx, reply, { by, at }) : [];
}

/** The person first, then the reply: in this order they are locked wherever texts are read. */
async function lockForDecision(tx: Sql, shopId: string, replyId: string): Promise<Held> {
  const [person] = await tx.run<{ id: string }>(findPerson, [shopId, replyId]);
  if (!person) throw notFoundError("reply");
  await tx.run(lockPerson, [shopId, person.id]);
  const [reply] = await tx.run<Held>(lockReply, [shopId, replyId]);
  if (!reply) throw notFoundError("reply");
  return reply;
}

async function takeBack(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  { shopId, subscriberId, id }: Held,
  at: Date,
): Promise<void> {
  await recordConsent(tx, ctx, [
    { shopId, subscriberId, state: "retracted", source: "reply-review", occurredAt: at, reviewId: id },
  ]);
}

async function optOut(tx: Sql, ctx: Deciding, reply: Held, { by, at }: { by: Decider; at: Date }): Promise<Job[]> {
  const { shopId, subscriberId, id, textId, receivedAt, evidence } = reply;
  const [facts] = await tx.run<Facts>(readFacts, [shopId, textId]);
  const [outcome] = await recordConsent(tx, ctx, [
    {
      shopId,
      subscriberId,
      state: "unsubscribed",
      source: "reply-review",
      occurredAt: at,
      reviewId: id,
      textShown: facts?.body ?? null,
      evidence: { understood: evidence, decidedBy: by, receivedAt },
    },
  ]);
  return facts ? await confirmDecision(tx, ctx, { reply, facts, outcome }) : [];
}

/** Within five minutes of the reply, or not at all; by the reply's own name, so that it never happens twice. */
async function confirmDecision(
  tx: Sql,
  ctx: Deciding,
  { reply, facts, outcome }: { reply: Held; facts: Facts; outcome: ConsentOutcome | undefined },
): Promise<Job[]> {
  const { shopId, subscriberId, textId } = reply;
  const unsubscribeUrl = unsubscribeLink(ctx, { shopId, subscriberId });
  const answer = replyTo("opt-out", facts, outcome, { unsubscribeUrl, answer: null });
  const now = ctx.clock.now();
  const expiresAt = new Date(reply.receivedAt.getTime() + (answer?.goodForMs ?? 0));
  if (answer === null || expiresAt <= now) return [];
  return await planTexts(tx, ctx, [
    {
      shopId,
      class: "reply",
      purpose: "compliance",
      sourceKind: "conversation",
      sourceId: facts.conversationId,
      occurrence: `${answer.kind}:${textId}`,
      subscriberId,
      senderId: facts.senderId,
      dueAt: now,
      expiresAt,
      body: answer.body,
    },
  ]);
}

const overdue = statement(
  "overdue-reply-reviews",
  `SELECT shop_id AS "shopId", id FROM unsure_replies WHERE state = 'open' AND closes_at <= $1 ORDER BY closes_at LIMIT $2`,
);
const PAGE = 100;

/**
 * Opts out everyone about whom no one has decided in time: what may be a revocation is one when its deadline is over.
 * Returns whether there may be more. Safe to repeat.
 */
export async function closeOverdue(ctx: Deciding): Promise<boolean> {
  const rows = await ctx.db.run<{ shopId: string; id: string }>(overdue, [ctx.clock.now(), PAGE]);
  for (const { shopId, id: replyId } of rows)
    await decideReview(ctx, { shopId, replyId, to: "opted-out", by: "deadline" });
  return rows.length === PAGE;
}
