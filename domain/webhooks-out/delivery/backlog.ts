import { LIMITS } from "#domain/webhooks-out/limits";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { HeldEndpoint } from "./endpoint.ts";

/** Counting a hundred thousand rows takes some milliseconds: not with every run. */
export const COUNT_EVERY_MS = 10_000;

/** Stops counting at the limit. */
const countWaiting = statement(
  "count-waiting-webhook-events",
  `SELECT count(*)::int AS count FROM (
     SELECT 1 FROM webhook_events WHERE shop_id = $1 AND endpoint_id = $2 AND ended_at IS NULL ORDER BY place LIMIT $3) AS t`,
);
const write = statement(
  "note-webhook-backlog",
  "UPDATE webhook_endpoints SET counted_at = $3, full_since = $4 WHERE shop_id = $1 AND id = $2",
);

/**
 * Counts what waits, at most every ten seconds. With too much of it no further events are recorded for the endpoint, until half of
 * it is gone; the merchant sees since when.
 */
export async function noteBacklog(
  tx: Sql,
  { shopId, endpointId }: { shopId: string; endpointId: string },
  { countedAt, fullSince }: HeldEndpoint,
  now: Date,
): Promise<void> {
  if (countedAt !== null && now.getTime() - countedAt.getTime() < COUNT_EVERY_MS) return;
  const [row] = await tx.run<{ count: number }>(countWaiting, [shopId, endpointId, LIMITS.waiting]);
  await tx.run(write, [shopId, endpointId, now, fullAfter(row?.count ?? 0, fullSince, now)]);
}

/** Since when it is full: from the limit on, and until half of it is left. */
export function fullAfter(waiting: number, fullSince: Date | null, now: Date): Date | null {
  if (waiting >= LIMITS.waiting) return fullSince ?? now;
  return waiting > LIMITS.waiting / 2 ? fullSince : null;
}
