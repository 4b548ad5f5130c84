import type { Sql } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement } from "#platform/sql/statement";
import { LIMITS } from "./limits.ts";

const BATCH = 10_000;

const prune = statement(
  "prune-webhook-events",
  `DELETE FROM webhook_events WHERE (shop_id, id) IN (
     SELECT shop_id, id FROM webhook_events WHERE created_at < $1::timestamptz - make_interval(days => $2)
     ORDER BY created_at LIMIT $3 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);

/** Deletes events of a month ago, and with them those of an endpoint that has been off for so long. Returns how many. */
export async function pruneWebhookEvents(db: Sql, now: Date): Promise<number> {
  return inBatches(BATCH, () => db.run(prune, [now, LIMITS.keptDays, BATCH]));
}
