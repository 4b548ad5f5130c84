import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { eventBody, TEST_TYPE } from "#domain/webhooks-out/event-types";
import { jobsFor } from "#domain/webhooks-out/publish-events";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";

const insert = statement(
  "record-test-event",
  `INSERT INTO webhook_events (shop_id, id, endpoint_id, type, key, body, state, due_at, created_at)
   SELECT e.shop_id, $3, e.id, $4, $5, $6, 'waiting', $7::timestamptz, $7::timestamptz
   FROM webhook_endpoints e WHERE e.shop_id = $1 AND e.id = $2
   RETURNING shop_id AS "shopId", endpoint_id AS "endpointId"`,
);

/** Records an event about no one for an endpoint of the shop. Returns the jobs to enqueue; none when there is no such endpoint. */
export async function sendTestEvent(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  endpointId: string,
): Promise<Job[]> {
  const now = clock.now();
  const id = newId();
  const body = eventBody(TEST_TYPE, { id, at: now, data: {} });
  return jobsFor(await db.run(insert, [shopId, endpointId, id, TEST_TYPE, id, body, now]));
}
