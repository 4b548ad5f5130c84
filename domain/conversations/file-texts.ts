import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { Read } from "./read-text.ts";

/** A text that stands in its person's conversation. */
export type Filed = Read & { conversationId: string };

const insert = statementFile(import.meta.url, "./receive-insert.sql");

/** A reply is taken for an answer to the last text that the person got from that number within so many days before it. */
const ANSWER_WINDOW_DAYS = 7;

/** Writes the texts; those that were there already are left out of what follows. */
export async function fileTexts(tx: Sql, texts: Read[]): Promise<Filed[]> {
  const rows = await tx.run<{ id: string; conversationId: string }>(
    ...batch(
      insert,
      {
        t: columnsOf(texts, {
          shop_id: ({ text }) => text.shopId,
          id: ({ id }) => id,
          conversation_id: () => newId(),
          subscriber_id: ({ subscriberId }) => subscriberId,
          sender_id: ({ text }) => text.senderId,
          provider: ({ text }) => text.provider,
          provider_id: ({ text }) => text.providerId,
          body: ({ text }) => text.body,
          meaning: ({ meaning }) => meaning,
          received_at: ({ text }) => text.receivedAt,
          pictures: ({ text }) => text.pictures ?? 0,
          topic: ({ topic }) => topic,
          keyword_id: ({ said }) => said?.keyword.id ?? null,
        }),
      },
      [ANSWER_WINDOW_DAYS],
    ),
  );
  const conversations = new Map(rows.map(({ id, conversationId }) => [id, conversationId]));
  return texts.flatMap((it) => {
    const conversationId = conversations.get(it.id);
    return conversationId ? [{ ...it, conversationId }] : [];
  });
}
