import { LIMITS } from "#domain/webhooks-out/limits";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { releaseLines } from "./endpoint.ts";

/** Rows that one call gives up. */
const PAGE = 1_000;

/** One that was never tried has no time of its own: it may wait for as long as events are kept. */
const giveUp = statement(
  "give-up-webhook-events",
  `UPDATE webhook_events v SET state = 'failed', trouble = coalesce(v.trouble, 'given-up'), due_at = NULL, taken_until = NULL, ended_at = $3
   WHERE v.shop_id = $1 AND v.id IN (
     SELECT id FROM webhook_events
     WHERE shop_id = $1 AND endpoint_id = $2 AND due_at <= $3
       AND coalesce(give_up_at, created_at + make_interval(days => $5)) <= $3::timestamptz
     ORDER BY due_at LIMIT $4)
   RETURNING v.subscriber_id AS "subscriberId"`,
);

/**
 * Ends an endpoint's events that have waited too long, of each person the first, and makes the next one due; the caller holds the
 * endpoint. Returns how many: until it returns 0, there may be more, for the next one may be as old.
 */
export async function giveUpEvents(tx: Sql, of: { shopId: string; endpointId: string }, now: Date): Promise<number> {
  const ended = await tx.run<{ subscriberId: string | null }>(giveUp, [
    of.shopId,
    of.endpointId,
    now,
    PAGE,
    LIMITS.keptDays,
  ]);
  await releaseLines(tx, of, ended, now);
  return ended.length;
}
