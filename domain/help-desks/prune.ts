import type { Sql } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement } from "#platform/sql/statement";

const BATCH = 10_000;
/** What became of a line is kept for so long; also what was refused, so that it is refused once. */
const KEPT_DAYS = 30;

const pruneLines = statement(
  "prune-help-desk-lines",
  `DELETE FROM help_desk_lines WHERE (shop_id, id) IN (
     SELECT l.shop_id, l.id FROM help_desk_lines l
     WHERE l.created_at < $1::timestamptz - make_interval(days => $2)
     ORDER BY l.created_at LIMIT $3 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);
/** A disconnected help desk with its credentials, a day later; its tickets say nothing any more. */
const pruneDesks = statement(
  "prune-help-desks",
  `WITH gone AS (DELETE FROM help_desks WHERE disconnected_at < $1::timestamptz - interval '1 day' RETURNING shop_id, id)
   DELETE FROM help_desk_tickets t USING gone WHERE t.shop_id = gone.shop_id AND t.desk_id = gone.id
   RETURNING 1 AS gone`,
);
/** A ticket goes with the messages of its conversation's last text. */
const pruneTickets = statement(
  "prune-help-desk-tickets",
  `DELETE FROM help_desk_tickets WHERE (shop_id, conversation_id) IN (
     SELECT t.shop_id, t.conversation_id FROM help_desk_tickets t
     JOIN conversations c ON c.shop_id = t.shop_id AND c.id = t.conversation_id
     WHERE t.due_at IS NULL AND c.last_text_at < $1::date LIMIT $2)
   RETURNING 1 AS gone`,
);

/** Deletes lines of a month ago, disconnected help desks after a day, and tickets of which no text is kept. Returns how many rows. */
export async function pruneHelpDesks(db: Sql, now: Date, firstKept: string): Promise<number> {
  const gone = (await db.run(pruneDesks, [now])).length;
  const lines = await inBatches(BATCH, () => db.run(pruneLines, [now, KEPT_DAYS, BATCH]));
  return gone + lines + (await inBatches(BATCH, () => db.run(pruneTickets, [firstKept, BATCH])));
}
