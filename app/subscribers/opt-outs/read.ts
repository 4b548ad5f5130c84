import type { Merchant } from "#app/authenticate";
import { businessDaysLeft } from "#domain/compliance/business-days";
import { explainEvidence } from "#domain/compliance/replies/explain";
import { listDecided, listOpen, type ReplyReview } from "#domain/conversations/reply-review/list";
import { formatPhone } from "#domain/subscribers/format-phone";
import { fullName, personName } from "#domain/subscribers/person-name";

const MOST_OPEN = 50;
const MOST_DECIDED = 20;

/** The queue as its page shows it: what waits, the nearest deadline first, and what was decided last. */
export async function readOptOuts({ ctx, shopId }: Merchant) {
  const now = ctx.clock.now();
  const [{ replies, total }, decided] = await Promise.all([
    listOpen(ctx.db, shopId, MOST_OPEN),
    listDecided(ctx.db, shopId, MOST_DECIDED),
  ]);
  return { open: replies.map((reply) => openLine(reply, now)), total, decided: decided.map(decidedLine) };
}

function openLine(reply: ReplyReview, now: Date) {
  return {
    ...personOf(reply),
    answers: reply.answers,
    why: reply.evidence ? explainEvidence(reply.evidence) : "This reply was erased with their data.",
    decideBy: reply.decideBy,
    closesAt: reply.closesAt,
    daysLeft: businessDaysLeft(now, reply.decideBy),
    isOver: reply.decideBy <= now,
  };
}

function decidedLine(reply: ReplyReview) {
  const { state, decidedBy, decidedAt } = reply;
  return { ...personOf(reply), isOptOut: state === "opted-out", decidedBy, decidedAt };
}

function personOf(reply: ReplyReview) {
  const { id, subscriberId, phone, texts } = reply;
  return { id, subscriberId, name: personName(reply), number: fullName(reply) ? formatPhone(phone) : null, texts };
}

type Queue = Awaited<ReturnType<typeof readOptOuts>>;
export type OpenLine = Queue["open"][number];
export type DecidedLine = Queue["decided"][number];
