import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** After a text was told, the ticket is first read so much later. */
export const FIRST_LOOK_MS = 10 * 60_000;
/** So long after the last text an answer is awaited: a later one would not be sent. */
const AWAITED_HOURS = 24;
/** At a time, as for other lines. */
const TICKETS = 4;

/** Each time as late again as the last text is old, so some eight times. */
const look = statement(
  "look-at-help-desk-tickets",
  `WITH stale AS (
     SELECT t.conversation_id, (SELECT max(l.ended_at) FROM help_desk_lines l
       WHERE l.shop_id = $1 AND l.conversation_id = t.conversation_id AND l.kind = 'text') AS told_at
     FROM help_desk_tickets t
     WHERE t.shop_id = $1 AND t.desk_id = $2 AND t.look_at <= $3::timestamptz
     ORDER BY t.look_at LIMIT $4 FOR NO KEY UPDATE SKIP LOCKED
   ), due AS (
     UPDATE help_desk_tickets t SET due_at = coalesce(t.due_at, $3::timestamptz),
       look_at = CASE WHEN $3::timestamptz - s.told_at < make_interval(hours => $5)
                   THEN $3::timestamptz + greatest($3::timestamptz - s.told_at, interval '10 minutes') END
     FROM stale s WHERE t.shop_id = $1 AND t.conversation_id = s.conversation_id
     RETURNING t.conversation_id, t.subscriber_id
   )
   INSERT INTO help_desk_lines (shop_id, id, conversation_id, subscriber_id, kind, key, created_at)
   SELECT $1, ids.id, r.conversation_id, r.subscriber_id, 'look', 'look:' || ids.id, $3::timestamptz
   FROM (SELECT *, row_number() OVER () AS n FROM due) r JOIN unnest($6::uuid[]) WITH ORDINALITY AS ids(id, n) USING (n)`,
);

/**
 * A help desk's webhook may never come: we were being deployed, or it was set aside there. So a ticket whose shopper awaits an answer
 * is also read without one, ever more seldom, for a day after the last text. The caller holds the help desk.
 */
export async function lookAgain(tx: Sql, { shopId, deskId, now }: { shopId: string; deskId: string; now: Date }) {
  const ids = Array.from({ length: TICKETS }, () => newId());
  await tx.run(look, [shopId, deskId, now, TICKETS, AWAITED_HOURS, ids]);
}
