import type { Sql } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement } from "#platform/sql/statement";

/** What became of a request is shown for so long. */
const KEPT_DAYS = 30;
const BATCH = 10_000;

const pruneRequests = statement(
  "prune-outgoing-requests",
  `DELETE FROM outgoing_requests WHERE (shop_id, id) IN (
     SELECT shop_id, id FROM outgoing_requests WHERE ended_at < $1::timestamptz - make_interval(days => $2)
     ORDER BY ended_at LIMIT $3 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);
/** One with a replaced secret is kept: without its number, the first secret would be valid again. */
const pruneDestinations = statement(
  "prune-outgoing-destinations",
  `DELETE FROM outgoing_destinations
   WHERE secret_number = 1 AND used_at < $1::timestamptz - make_interval(days => $2)`,
);

/** Deletes requests that ended a month ago. Returns how many. */
export async function pruneOutgoing(db: Sql, now: Date): Promise<number> {
  await db.run(pruneDestinations, [now, KEPT_DAYS]);
  return inBatches(BATCH, () => db.run(pruneRequests, [now, KEPT_DAYS, BATCH]));
}
