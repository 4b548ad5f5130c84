import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { personTrace } from "#domain/subscribers/person-trace";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { originOf } from "./origin-of.ts";
import { GIVE_UP_AFTER_MS } from "./retry.ts";
import type { SourceKind } from "./source.ts";

export interface NewRequest {
  shopId: string;
  sourceKind: SourceKind;
  sourceId: string;
  occurrence: string;
  /** Whose data the body has. */
  subscriberId: string | null;
  /** Parses as a URL; whether it may be reached is checked at each attempt. */
  url: string;
  /** JSON. */
  body: object;
  /** Its source gets the answer, and it is kept with the request. Other answers are dropped. */
  wantsAnswer: boolean;
}

const insert = statement(
  "queue-outgoing-requests",
  `INSERT INTO outgoing_requests
     (shop_id, id, source_kind, source_id, occurrence, subscriber_id, url, origin, body, wants_answer,
      state, due_at, give_up_at, created_at, traceparent)
   SELECT t.shop_id, t.id, t.source_kind, t.source_id, t.occurrence, t.subscriber_id, t.url, t.origin, t.body, t.wants_answer,
     'waiting', $11::timestamptz, $12::timestamptz, $11::timestamptz, t.traceparent
   FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::bool[], $13::text[])
     AS t(shop_id, id, source_kind, source_id, occurrence, subscriber_id, url, origin, body, wants_answer, traceparent)
   ORDER BY t.shop_id, t.source_kind, t.source_id, t.occurrence
   ON CONFLICT (shop_id, source_kind, source_id, occurrence) DO NOTHING
   RETURNING shop_id AS "shopId"`,
);

/**
 * Queues requests to servers that merchants chose. Each is delivered at least once or fails within a day, and its source is told.
 * Asked for again, the same source and occurrence queue nothing. Returns the jobs owed after the commit.
 */
export async function queueRequests(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  requests: NewRequest[],
): Promise<Job[]> {
  if (requests.length === 0) return [];
  const now = clock.now();
  const rows = await tx.run<{ shopId: string }>(
    ...batch(
      insert,
      {
        t: columnsOf(requests, {
          shop_id: (it) => it.shopId,
          id: () => newId(),
          source_kind: (it) => it.sourceKind,
          source_id: (it) => it.sourceId,
          occurrence: (it) => it.occurrence,
          subscriber_id: (it) => it.subscriberId,
          url: (it) => it.url,
          // What is no URL is a destination of its own and fails at its first attempt.
          origin: (it) => originOf(it.url) ?? "",
          body: (it) => storableText(JSON.stringify(it.body)),
          wants_answer: (it) => it.wantsAnswer,
          traceparent: ({ shopId, subscriberId }) =>
            subscriberId === null ? null : personTrace({ shopId, subscriberId }),
        }),
      },
      [now, new Date(now.getTime() + GIVE_UP_AFTER_MS)],
    ),
  );
  return [...new Set(rows.map((row) => row.shopId))].map((shopId) => ({ name: "outgoing", payload: { shopId } }));
}
