import { holdEndpoint } from "#domain/webhooks-out/delivery/endpoint";
import { giveUpEvents } from "#domain/webhooks-out/delivery/give-up";
import type { Db } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement } from "#platform/sql/statement";
import { LIMITS } from "./limits.ts";

const BATCH = 10_000;

/** Endpoints that no run takes events of: they are off, or the app was removed. */
const findIdle = statement(
  "idle-endpoints-with-old-events",
  `SELECT DISTINCT v.shop_id AS "shopId", v.endpoint_id AS "endpointId" FROM webhook_events v
   JOIN webhook_endpoints e ON e.shop_id = v.shop_id AND e.id = v.endpoint_id
   JOIN shops s ON s.id = v.shop_id
   WHERE v.created_at < $1::timestamptz - make_interval(days => $2) AND v.ended_at IS NULL
     AND NOT (e.is_on AND s.installed_at IS NOT NULL AND s.uninstalled_at IS NULL)`,
);
/** By created_at too, which has an index. Of an endpoint that was deleted, nothing waits for anything. */
const prune = statement(
  "prune-webhook-events",
  `DELETE FROM webhook_events WHERE (shop_id, id) IN (
     SELECT v.shop_id, v.id FROM webhook_events v
     WHERE v.created_at < $1::timestamptz - make_interval(days => $2)
       AND (v.ended_at < $1::timestamptz - make_interval(days => $2)
            OR NOT EXISTS (SELECT FROM webhook_endpoints e WHERE e.shop_id = v.shop_id AND e.id = v.endpoint_id))
     ORDER BY v.created_at LIMIT $3 FOR UPDATE OF v SKIP LOCKED)
   RETURNING 1 AS gone`,
);

/**
 * Deletes events that ended a month ago, and ends those that have waited for so long at an endpoint that is off: one that waits is
 * never deleted, for its end releases its person's next one. Returns how many were deleted.
 */
export async function pruneWebhookEvents(db: Pick<Db, "run" | "transaction">, now: Date): Promise<number> {
  const idle = await db.run<{ shopId: string; endpointId: string }>(findIdle, [now, LIMITS.keptDays]);
  for (const of of idle) {
    const giveUpSome = () =>
      db.transaction(async (tx) =>
        (await holdEndpoint(tx, of.shopId, of.endpointId)) ? giveUpEvents(tx, of, now) : 0,
      );
    while ((await giveUpSome()) > 0);
  }
  return inBatches(BATCH, () => db.run(prune, [now, LIMITS.keptDays, BATCH]));
}
