import { monthOf } from "#domain/messages/month";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { Reply } from "./reply.ts";

const HOUR_MS = 60 * 60_000;

/** The same for every person of every shop: enough for people, too few to be worth sending for. */
export const ANSWERS_PER_HOUR = 3;

/** Confirmations of a STOP are counted apart, so that no number of HELPs leaves a STOP without its confirmation. */
const countedAs: Record<Reply["kind"], "stop" | "other"> = { stop: "stop", help: "other", start: "other" };

const readAnswers = statementFile(import.meta.url, "./answered-lately.sql");

/** Says whether one more answer may be sent in a conversation, and counts it when it may. */
export type AnswerLimit = (conversationId: string, kind: Reply["kind"]) => boolean;

/**
 * Limits automatic answers: each costs the shop a text, and another machine's automatic answer could keep ours going
 * forever. The people's rows are locked by the caller, so two batches never count the same hour at once.
 */
export async function limitAnswers(
  tx: Sql,
  conversations: { shopId: string; conversationId: string }[],
  now: Date,
): Promise<AnswerLimit> {
  const counts = new Map<string, number>();
  const add = (key: string, more: number) => counts.set(key, (counts.get(key) ?? 0) + more);
  if (conversations.length > 0) {
    const since = new Date(now.getTime() - HOUR_MS);
    const rows = await tx.run<{ conversationId: string; kind: string; answers: number }>(
      ...batch(
        readAnswers,
        {
          t: columnsOf(conversations, { shop_id: ({ shopId }) => shopId, id: ({ conversationId }) => conversationId }),
        },
        [[monthOf(since), monthOf(now)], since],
      ),
    );
    // A question for double opt-in is a conversation's text too, and no answer.
    for (const { conversationId, kind, answers } of rows)
      if (isKind(kind)) add(`${conversationId} ${countedAs[kind]}`, answers);
  }
  return (conversationId, kind) => {
    const key = `${conversationId} ${countedAs[kind]}`;
    if ((counts.get(key) ?? 0) >= ANSWERS_PER_HOUR) return false;
    add(key, 1);
    return true;
  };
}

function isKind(kind: string): kind is Reply["kind"] {
  return Object.hasOwn(countedAs, kind);
}
