import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** An endpoint while its row is held. */
export interface HeldEndpoint {
  url: string;
  isOn: boolean;
  secretNumber: number;
  secretReplacedAt: Date | null;
  failures: number;
  failingSince: Date | null;
  restsUntil: Date | null;
  fullSince: Date | null;
  countedAt: Date | null;
}

const hold = statement(
  "hold-webhook-endpoint",
  `SELECT e.url, e.is_on AND s.installed_at IS NOT NULL AND s.uninstalled_at IS NULL AS "isOn", e.signing_number AS "secretNumber",
          e.signing_replaced_at AS "secretReplacedAt", e.failures, e.failing_since AS "failingSince", e.rests_until AS "restsUntil",
          e.full_since AS "fullSince", e.counted_at AS "countedAt"
   FROM webhook_endpoints e JOIN shops s ON s.id = e.shop_id
   WHERE e.shop_id = $1 AND e.id = $2 FOR NO KEY UPDATE OF e`,
);
/** The first event of each of these people goes on, if it was parked behind one that has ended. */
const release = statement(
  "release-webhook-lines",
  `UPDATE webhook_events v SET due_at = $4
   FROM (SELECT DISTINCT ON (w.subscriber_id) w.id FROM webhook_events w
         WHERE w.shop_id = $1 AND w.endpoint_id = $2 AND w.subscriber_id = ANY($3::uuid[]) AND w.ended_at IS NULL
         ORDER BY w.subscriber_id, w.place) t
   WHERE v.shop_id = $1 AND v.id = t.id AND v.due_at IS NULL AND v.ended_at IS NULL
   RETURNING 1 AS done`,
);

/**
 * Takes the endpoint's row until the transaction ends: who takes events and who ends them are then never at it together, so an event is
 * parked only behind one whose end will release it. Undefined when it was deleted.
 */
export async function holdEndpoint(tx: Sql, shopId: string, endpointId: string): Promise<HeldEndpoint | undefined> {
  const [endpoint] = await tx.run<HeldEndpoint>(hold, [shopId, endpointId]);
  return endpoint;
}

/** Lets the next event go of those whose event has ended. */
export async function releaseLines(
  tx: Sql,
  of: { shopId: string; endpointId: string },
  ended: { subscriberId: string | null }[],
  now: Date,
): Promise<void> {
  const people = [...new Set(ended.flatMap(({ subscriberId }) => subscriberId ?? []))];
  if (people.length > 0) await tx.run(release, [of.shopId, of.endpointId, people, now]);
}
