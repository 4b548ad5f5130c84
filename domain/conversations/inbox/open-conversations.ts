import type { Topic } from "#domain/conversations/topics/topic";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** A text that was just filed in its conversation. */
interface FiledText {
  shopId: string;
  conversationId: string;
  subscriberId: string;
  meaning: "opt-out" | "unsure" | "opt-in" | "help" | "conversation";
  topic: Topic | null;
  /** It says a keyword of the shop's, which is answered by itself. */
  isKeyword: boolean;
}

const open = statementFile(import.meta.url, "./open-conversations.sql");

/**
 * Whether someone has to read it. STOP, START, HELP and keywords have had their answer; a reaction and an automatic answer ask
 * for none.
 */
function asksForReader({ meaning, topic, isKeyword }: FiledText): boolean {
  if (isKeyword || topic === "reaction" || topic === "automatic") return false;
  return meaning === "conversation" || meaning === "unsure";
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
