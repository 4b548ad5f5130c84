import { monthOf } from "#domain/messages/month";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { Reply } from "./reply.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** The same for every person of every shop: enough for people, too few to be worth sending for. */
export const ANSWERS_PER_HOUR = 3;
/** Of keywords: what two machines that answer each other may come to in a day. */
export const KEYWORD_ANSWERS_PER_DAY = 10;

type AnswerKind = Reply["kind"] | "keyword";

/** Each group is counted apart, so that no number of HELPs or keywords leaves a STOP without its confirmation. */
const countedAs: Record<AnswerKind, "stop" | "other" | "keyword"> = {
  stop: "stop",
  help: "other",
  start: "other",
  keyword: "keyword",
};

const readAnswers = statementFile(import.meta.url, "./answered-lately.sql");

/** Says whether one more answer may be sent in a conversation, and counts it when it may. */
export type AnswerLimit = (conversationId: string, kind: AnswerKind) => boolean;

/**
 * Limits automatic answers: each costs the shop a text, and another machine's automatic answer could keep ours going
 * forever. The people's rows are locked by the caller, so two batches never count the same hour at once.
 */
export async function limitAnswers(
  tx: Sql,
  conversations: { shopId: string; conversationId: string }[],
  now: Date,
): Promise<AnswerLimit> {
  const counts = new Map<string, { hour: number; day: number }>();
  const read = (key: string) => counts.get(key) ?? { hour: 0, day: 0 };
  const add = (key: string, more: { hour: number; day: number }) =>
    counts.set(key, { hour: read(key).hour + more.hour, day: read(key).day + more.day });
  if (conversations.length > 0) {
    const [hourAgo, dayAgo] = [new Date(now.getTime() - HOUR_MS), new Date(now.getTime() - DAY_MS)];
    const rows = await tx.run<{ conversationId: string; kind: string; hour: number; day: number }>(
      ...batch(
        readAnswers,
        {
          t: columnsOf(conversations, { shop_id: ({ shopId }) => shopId, id: ({ conversationId }) => conversationId }),
        },
        [[monthOf(dayAgo), monthOf(now)], dayAgo, hourAgo],
      ),
    );
    // A question for double opt-in is a conversation's text too, and no answer.
    for (const { conversationId, kind, hour, day } of rows)
      if (isKind(kind)) add(`${conversationId} ${countedAs[kind]}`, { hour, day });
  }
  return (conversationId, kind) => {
    const key = `${conversationId} ${countedAs[kind]}`;
    const { hour, day } = read(key);
    if (hour >= ANSWERS_PER_HOUR || (kind === "keyword" && day >= KEYWORD_ANSWERS_PER_DAY)) return false;
    add(key, { hour: 1, day: 1 });
    return true;
  };
}

function isKind(kind: string): kind is AnswerKind {
  return Object.hasOwn(countedAs, kind);
}
