import type { Month } from "#domain/messages/month";
import type { Sql } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement } from "#platform/sql/statement";

const BATCH = 10_000;

/** Each by an index on its time alone. */
const pruning = [
  statement("prune-inbound-texts", pruneOf("inbound_texts", "received_at")),
  statement("prune-conversation-answers", pruneOf("conversation_answers", "created_at")),
  statement("prune-conversation-notes", pruneOf("conversation_notes", "created_at")),
  statement("prune-conversation-pictures", pruneOf("conversation_pictures", "created_at")),
  statement("prune-conversation-events", pruneOf("conversation_events", "at")),
];

function pruneOf(table: string, at: string): string {
  return `DELETE FROM ${table} WHERE (shop_id, id) IN (
     SELECT shop_id, id FROM ${table} WHERE ${at} < $1::date
     ORDER BY ${at} LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`;
}

/**
 * Deletes what shoppers wrote and sent as pictures, and what staff wrote and did in conversations, before the oldest month whose messages are kept: both
 * sides of a talk go together. What a text meant for consent stays in the ledger.
 * The oldest go first, so the newest answer of a conversation, which names the next one's key, is the last. Returns how many rows went.
 */
export async function pruneConversations(db: Sql, firstKept: Month): Promise<number> {
  let gone = 0;
  for (const prune of pruning) gone += await inBatches(BATCH, () => db.run(prune, [firstKept, BATCH]));
  return gone;
}
