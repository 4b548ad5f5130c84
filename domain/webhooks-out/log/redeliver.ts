import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { LIMITS } from "#domain/webhooks-out/limits";
import { jobsFor } from "#domain/webhooks-out/publish-events";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Behind what their people have waiting, and in the order in which they were first sent. Of someone who was erased there is no body. */
const again = statement(
  "redeliver-webhook-events",
  `UPDATE webhook_events v
   SET state = 'waiting', attempts = 0, due_at = $4, give_up_at = $4::timestamptz + make_interval(days => $8), ended_at = NULL, trouble = NULL, place = t.place
   FROM (SELECT id, nextval(pg_get_serial_sequence('webhook_events', 'place')) AS place FROM (
           SELECT id FROM webhook_events
           WHERE shop_id = $1 AND endpoint_id = $2 AND ($3::uuid IS NULL OR id = $3) AND ($5::timestamptz IS NULL OR created_at >= $5)
             AND ($6::text IS NULL OR state = $6) AND ended_at IS NOT NULL AND body IS NOT NULL
           ORDER BY place LIMIT $7 FOR NO KEY UPDATE) o) t
   WHERE v.shop_id = $1 AND v.id = t.id
   RETURNING 1 AS done`,
);
const hold = statement(
  "hold-endpoint-for-redelivery",
  "SELECT 1 AS here FROM webhook_endpoints WHERE shop_id = $1 AND id = $2 FOR NO KEY UPDATE",
);

interface Which {
  /** One event; all when absent. */
  eventId?: string;
  /** Those recorded since then. */
  since?: Date;
  /** Only those that were given up. */
  onlyFailed?: boolean;
}

/**
 * Sends events that have ended once more, under the ids that the receiver knows them by, as many as may wait. Returns how many, and the
 * jobs to enqueue after the commit.
 */
export async function redeliverEvents(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { shopId, endpointId }: { shopId: string; endpointId: string },
  { eventId, since, onlyFailed = false }: Which,
): Promise<{ count: number; jobs: Job[] }> {
  const now = clock.now();
  await tx.run(hold, [shopId, endpointId]);
  const state = onlyFailed ? "failed" : null;
  const of = [shopId, endpointId, eventId ?? null, now, since ?? null, state, LIMITS.waiting, LIMITS.keptDays];
  const { length: count } = await tx.run(again, of);
  return { count, jobs: count > 0 ? jobsFor([{ shopId, endpointId }]) : [] };
}
