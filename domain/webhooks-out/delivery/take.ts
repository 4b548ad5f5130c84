import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import { FAILURES_TO_OPEN } from "#domain/outgoing/breaker";
import { LIMITS } from "#domain/webhooks-out/limits";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { COUNT_EVERY_MS, noteBacklog } from "./backlog.ts";
import { type HeldEndpoint, holdEndpoint } from "./endpoint.ts";
import { giveUpEvents } from "./give-up.ts";

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

/**
 * When the sweep adds the job: one probe for each endpoint that has something due, however much that is. One that rests is visited to
 * count what waits, and one that is full even when nothing is due, so that it does not stay so.
 */
export const dueWebhooks: Due<"webhooks-out"> = {
  records: `WITH RECURSIVE line AS (
      (SELECT shop_id, endpoint_id FROM webhook_events WHERE due_at IS NOT NULL ORDER BY shop_id, endpoint_id LIMIT 1)
      UNION ALL
      SELECT n.shop_id, n.endpoint_id FROM line t, LATERAL (
        SELECT r.shop_id, r.endpoint_id FROM webhook_events r
        WHERE r.due_at IS NOT NULL AND (r.shop_id, r.endpoint_id) > (t.shop_id, t.endpoint_id)
        ORDER BY r.shop_id, r.endpoint_id LIMIT 1) n
    )
    SELECT e.shop_id, e.id
    FROM (SELECT shop_id, endpoint_id FROM line
          UNION SELECT shop_id, id FROM webhook_endpoints WHERE full_since IS NOT NULL AND is_on) t
    JOIN webhook_endpoints e ON e.shop_id = t.shop_id AND e.id = t.endpoint_id
    JOIN shops s ON s.id = e.shop_id AND s.uninstalled_at IS NULL
    CROSS JOIN LATERAL (
      SELECT e.rests_until IS NULL OR e.rests_until <= $1::timestamptz AS is_awake,
             e.counted_at IS NULL OR e.counted_at <= $1::timestamptz - interval '${COUNT_EVERY_MS} milliseconds' AS is_uncounted,
             EXISTS (SELECT 1 FROM webhook_events r
                     WHERE r.shop_id = t.shop_id AND r.endpoint_id = t.endpoint_id AND r.due_at <= $1) AS is_due) h
    WHERE e.is_on AND (h.is_due AND (h.is_awake OR h.is_uncounted) OR e.full_since IS NOT NULL AND h.is_uncounted)`,
  payloadKey: "endpointId",
};

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
  const expired = await giveUpEvents(tx, of, now);
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
  return { endpoint, events, expired, isFull: rows.length > 0 || expired > 0 };
}
