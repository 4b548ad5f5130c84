import type { Context } from "#domain/context";
import { answerWithin } from "#domain/conversations/inbox/answer";
import { closeWithin } from "#domain/conversations/inbox/change-state";
import { type Author, lockConversation } from "#domain/conversations/inbox/conversation";
import type { AgentAnswer, ReadTicket } from "#domain/help-desks/desk";
import { driverOf } from "#domain/help-desks/drivers/registry";
import { type DeskLine, tellDesks } from "#domain/help-desks/tell-desk";
import type { Job } from "#domain/jobs";
import type { Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { HeldDesk, TakenLine } from "./take.ts";

const HOUR_MS = 3_600_000;
/** An answer that we see so late is not sent: the talk has gone on. */
const STALE_MS = 24 * HOUR_MS;
/** Older ones were seen before, and have had their text or their note. */
const FORGOTTEN_MS = 7 * STALE_MS;
/** A machine in the help desk that answers every text must not answer another machine for ever. */
const ANSWERS_AN_HOUR = 20;

const findRefused = statement(
  "refused-desk-answers",
  `SELECT key FROM help_desk_lines WHERE shop_id = $1 AND conversation_id = $2 AND key = ANY($3::text[])`,
);
const findAnswered = statement(
  "sent-desk-answers",
  `SELECT key, created_at AS "at" FROM conversation_answers WHERE shop_id = $1 AND conversation_id = $2
     AND (key = ANY($3::text[]) OR (by_kind = 'help-desk' AND created_at > $4::timestamptz))`,
);
const noteState = statement(
  "note-ticket-state",
  `UPDATE help_desk_tickets SET is_closed = $3 WHERE shop_id = $1 AND conversation_id = $2 RETURNING 1 AS done`,
);
/** A text that the help desk has not heard of opens the ticket again. */
const readState = statement(
  "ticket-state",
  `SELECT t.is_closed AS "isClosed", EXISTS (SELECT FROM help_desk_lines l
     WHERE l.shop_id = t.shop_id AND l.conversation_id = t.conversation_id AND l.ended_at IS NULL AND l.kind = 'text') AS "hasNews"
   FROM help_desk_tickets t WHERE t.shop_id = $1 AND t.conversation_id = $2`,
);

/**
 * Texts the shopper what agents have written since the last look, once for each message of the help desk, and closes the
 * conversation with its ticket. What can't be sent is told to the agents in a note. Returns the jobs owed after the commit.
 * Safe to repeat, in any order.
 */
export async function applyTicket(
  tx: Tx,
  ctx: Pick<Context, "clock" | "providers">,
  { shopId, desk, line }: { shopId: string; desk: HeldDesk; line: TakenLine },
  { isClosed, answers }: ReadTicket,
): Promise<Job[]> {
  const { conversationId, subscriberId } = line;
  const { isErased } = await lockConversation(tx, { shopId, conversationId });
  if (isErased) return [];
  const now = ctx.clock.now();
  const recent = answers.filter(({ at }) => now.getTime() - at.getTime() < FORGOTTEN_MS);
  const fresh = await unseenOf(tx, { shopId, conversationId, desk, now }, recent);
  const jobs: Job[] = [];
  const refused: DeskLine[] = [];
  let allowed = ANSWERS_AN_HOUR - fresh.lately;
  for (const answer of fresh.answers) {
    const because = await refuseOrSend(answer);
    if (because === null) continue;
    const body = `Cartbell didn’t send “${answer.body.slice(0, 200)}”: ${because}`;
    refused.push({ shopId, conversationId, subscriberId, kind: "note", key: refusedKey(desk, answer), body });
  }
  const [before] = await tx.run<{ isClosed: boolean; hasNews: boolean }>(readState, [shopId, conversationId]);
  if (before && before.isClosed !== isClosed && !(isClosed && before.hasNews)) {
    await tx.run(noteState, [shopId, conversationId, isClosed]);
    if (isClosed) jobs.push(...(await closeWithin(tx, ctx, { shopId, conversationId, by: authorOf(desk, null) })));
  }
  return [...jobs, ...(await tellDesks(tx, ctx, refused))];

  /** Null when it is sent, else the sentence that says why not. */
  async function refuseOrSend(answer: AgentAnswer): Promise<string | null> {
    if (now.getTime() - answer.at.getTime() >= STALE_MS) return "it was more than a day old when we saw it.";
    if (allowed <= 0) return `the help desk sent ${ANSWERS_AN_HOUR} texts to this person within an hour.`;
    const by = authorOf(desk, answer.agent);
    const given = { shopId, conversationId, by, key: answerKey(desk, answer), body: answer.body };
    const sent = await answerWithin(tx, ctx, given);
    jobs.push(...sent.jobs);
    if (sent.answered.kind === "refused") return sent.answered.sentence;
    allowed -= 1;
    return null;
  }
}

async function unseenOf(
  tx: Tx,
  { shopId, conversationId, desk, now }: { shopId: string; conversationId: string; desk: HeldDesk; now: Date },
  answers: AgentAnswer[],
): Promise<{ answers: AgentAnswer[]; lately: number }> {
  const since = new Date(now.getTime() - HOUR_MS);
  const keys = answers.map((it) => answerKey(desk, it));
  const sent = await tx.run<{ key: string; at: Date }>(findAnswered, [shopId, conversationId, keys, since]);
  const refusedKeys = answers.map((it) => refusedKey(desk, it));
  const refused = await tx.run<{ key: string }>(findRefused, [shopId, conversationId, refusedKeys]);
  const seen = new Set([...sent, ...refused].map(({ key }) => key));
  return {
    answers: answers.filter((it) => !seen.has(answerKey(desk, it)) && !seen.has(refusedKey(desk, it))),
    lately: sent.filter(({ key, at }) => key.startsWith("desk:") && at > since).length,
  };
}

function answerKey({ id }: HeldDesk, answer: AgentAnswer): string {
  return `desk:${id}:${answer.id}`;
}

function refusedKey(desk: HeldDesk, answer: AgentAnswer): string {
  return `refused:${answerKey(desk, answer)}`;
}

function authorOf({ id, kind }: HeldDesk, agent: string | null): Author {
  const { label } = driverOf(kind);
  return { kind: "help-desk", id, name: agent === null ? label : `${agent} (${label})` };
}
