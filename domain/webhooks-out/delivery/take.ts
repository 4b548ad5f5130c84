import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import { FAILURES_TO_OPEN } from "#domain/outgoing/breaker";
import { LIMITS } from "#domain/webhooks-out/limits";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { noteBacklog } from "./backlog.ts";
import { type HeldEndpoint, holdEndpoint, releaseLines } from "./endpoint.ts";

export interface TakenEvent {
  id: string;
  type: string;
  body: string;
  /** Attempts begun, this one included. */
  attempts: number;
  giveUpAt: Date;
}

export interface TakenEvents {
  /** Null when it is off, rests or was deleted. */
  endpoint: HeldEndpoint | null;
  events: TakenEvent[];
  /** How many were given up. */
  expired: number;
  /** More may be due at once. */
  isFull: boolean;
}

/** Longer than an attempt may take, its DNS included. */
const LEASE_MS = 30_000;
/** Rows that one run gives up. */
const PAGE = 1_000;

/** When the sweep adds the job: one probe for each endpoint that has something due, however much that is. */
export const dueWebhooks: Due<"webhooks-out"> = {
  records: `WITH RECURSIVE line AS (
      (SELECT shop_id, endpoint_id FROM webhook_events WHERE due_at IS NOT NULL ORDER BY shop_id, endpoint_id LIMIT 1)
      UNION ALL
      SELECT n.shop_id, n.endpoint_id FROM line t, LATERAL (
        SELECT r.shop_id, r.endpoint_id FROM webhook_events r
        WHERE r.due_at IS NOT NULL AND (r.shop_id, r.endpoint_id) > (t.shop_id, t.endpoint_id)
        ORDER BY r.shop_id, r.endpoint_id LIMIT 1) n
    )
    SELECT e.shop_id, e.id FROM line t
    JOIN webhook_endpoints e ON e.shop_id = t.shop_id AND e.id = t.endpoint_id
    JOIN shops s ON s.id = e.shop_id AND s.uninstalled_at IS NULL
    WHERE e.is_on AND (e.rests_until IS NULL OR e.rests_until <= $1)
      AND EXISTS (SELECT 1 FROM webhook_events r WHERE r.shop_id = t.shop_id AND r.endpoint_id = t.endpoint_id AND r.due_at <= $1)`,
  payloadKey: "endpointId",
};

const giveUp = statement(
  "give-up-webhook-events",
  `UPDATE webhook_events v SET state = 'failed', trouble = coalesce(v.trouble, 'given-up'), due_at = NULL, taken_until = NULL, ended_at = $3
   WHERE v.shop_id = $1 AND v.id IN (
     SELECT id FROM webhook_events
     WHERE shop_id = $1 AND endpoint_id = $2 AND due_at <= $3 AND give_up_at <= $3 ORDER BY due_at LIMIT $4)
   RETURNING v.subscriber_id AS "subscriberId"`,
);
const countUnderWay = statement(
  "webhook-events-under-way",
  `SELECT count(*)::int AS count FROM webhook_events
   WHERE shop_id = $1 AND endpoint_id = $2 AND due_at > $3 AND taken_until > $3`,
);
const take = statementFile(import.meta.url, "./take-events.sql");
/** While one event is tried, the others of an endpoint whose breaker is open wait for what comes of it. */
const holdOthers = statement(
  "hold-webhooks-while-probing",
  "UPDATE webhook_endpoints SET rests_until = $3 WHERE shop_id = $1 AND id = $2",
);

/**
 * Takes an endpoint's due events, at most one of each person, beside those under way; and ends those that are too old. While its
 * breaker is open, it takes one, to see whether the endpoint works again.
 */
export async function takeEvents(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  of: { shopId: string; endpointId: string },
): Promise<TakenEvents> {
  const nothing: TakenEvents = { endpoint: null, events: [], expired: 0, isFull: false };
  const now = clock.now();
  const { shopId, endpointId } = of;
  const endpoint = await holdEndpoint(tx, shopId, endpointId);
  if (!endpoint?.isOn) return nothing;
  await noteBacklog(tx, of, endpoint, now);
  if (endpoint.restsUntil !== null && endpoint.restsUntil > now) return nothing;
  const expired = await tx.run<{ subscriberId: string | null }>(giveUp, [shopId, endpointId, now, PAGE]);
  await releaseLines(tx, of, expired, now);
  const isProbe = endpoint.failures >= FAILURES_TO_OPEN;
  const [underWay] = await tx.run<{ count: number }>(countUnderWay, [shopId, endpointId, now]);
  const allowed = Math.max(0, (isProbe ? 1 : LIMITS.underWay) - (underWay?.count ?? 0));
  const until = new Date(now.getTime() + LEASE_MS);
  const giveUpAt = new Date(now.getTime() + LIMITS.giveUpAfterMs);
  const rows =
    allowed > 0
      ? await tx.run<TakenEvent & { isTaken: boolean }>(take, [shopId, endpointId, now, until, allowed, giveUpAt])
      : [];
  const events = rows.filter(({ isTaken }) => isTaken);
  if (isProbe && events.length > 0) await tx.run(holdOthers, [shopId, endpointId, until]);
  return { endpoint, events, expired: expired.length, isFull: rows.length > 0 || expired.length > 0 };
}
