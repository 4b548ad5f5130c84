import type { Topic } from "#domain/conversations/topics/topic";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import type { ConversationRef } from "./conversation.ts";

/** What tells whether someone has to read a text. */
interface Content {
  meaning: "opt-out" | "unsure" | "opt-in" | "help" | "conversation";
  topic: Topic | null;
  /** It says a keyword of the shop's, which is answered by itself. */
  isKeyword: boolean;
}

/** A text that was just filed in its conversation. */
interface FiledText extends Content {
  shopId: string;
  conversationId: string;
  subscriberId: string;
}

const open = statementFile(import.meta.url, "./open-conversations.sql");

/**
 * Whether someone has to read it. STOP, START, HELP and keywords have had their answer; a reaction and an automatic answer ask
 * for none.
 */
export function asksForReader({ meaning, topic, isKeyword }: Content): boolean {
  if (isKeyword || topic === "reaction" || topic === "automatic") return false;
  return meaning === "conversation" || meaning === "unsure";
}

/** By the index inbound_texts_shop_id_conversation_id_received_at_idx. A keyword that had ended has not answered. */
const readSince = statement(
  "texts-of-conversation-since",
  `SELECT t.meaning, t.topic, t.keyword_id IS NOT NULL AND (k.ends_at <= t.received_at) IS NOT TRUE AS "isKeyword"
   FROM inbound_texts t LEFT JOIN keywords k ON k.shop_id = t.shop_id AND k.id = t.keyword_id
   WHERE t.shop_id = $1 AND t.conversation_id = $2 AND t.received_at > $3 LIMIT 1000`,
);

/** How many texts came after `since` that someone has to read, up to 1,000. */
export async function countToReadSince(
  tx: Sql,
  { shopId, conversationId }: ConversationRef,
  since: Date,
): Promise<number> {
  const texts = await tx.run<Content>(readSince, [shopId, conversationId, since]);
  return texts.filter(asksForReader).length;
}

/**
 * Opens the conversations of texts that someone has to read, also closed, snoozed and answered ones, and counts those texts as
 * unread. The caller has just filed them, so each counts once. Returns the ids of conversations in which nothing was unread.
 */
export async function openConversations(tx: Sql, texts: FiledText[], now: Date): Promise<Set<string>> {
  const toRead = Map.groupBy(texts.filter(asksForReader), (it) => `${it.shopId} ${it.conversationId}`);
  const conversations = [...toRead.values()].flatMap((own) => (own[0] ? [{ ...own[0], texts: own.length }] : []));
  if (conversations.length === 0) return new Set();
  const rows = await tx.run<{ conversationId: string }>(
    ...batch(
      open,
      {
        t: columnsOf(conversations, {
          shop_id: (it) => it.shopId,
          conversation_id: (it) => it.conversationId,
          subscriber_id: (it) => it.subscriberId,
          texts: (it) => it.texts,
          event_id: () => newId(),
        }),
      },
      [now],
    ),
  );
  return new Set(rows.map((row) => row.conversationId));
}
