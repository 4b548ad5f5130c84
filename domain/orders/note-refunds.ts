import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const find = statement(
  "refunds-with-buyers",
  `SELECT r.shop_id AS "shopId", r.id, r.refunded_at AS "refundedAt",
          CASE WHEN r.currency = o.presentment_currency AND r.currency <> o.currency AND o.presentment_total_micros > 0
               THEN round(r.amount_micros::numeric * o.total_micros / o.presentment_total_micros)::int8
               WHEN r.currency IS NULL OR r.currency = o.currency THEN r.amount_micros
               ELSE 0 END AS "amountMicros",
          o.id AS "orderId", o.name, o.currency, o.subscriber_id AS "subscriberId"
   FROM refunds r
   JOIN unnest($1::uuid[], $2::text[]) AS t(shop_id, id) ON r.shop_id = t.shop_id AND r.id = t.id
   JOIN orders o ON o.shop_id = r.shop_id AND o.id = r.order_id
   WHERE o.subscriber_id IS NOT NULL AND r.amount_micros > 0`,
);

interface Refunded {
  shopId: string;
  id: string;
  amountMicros: number;
  refundedAt: Date;
  orderId: string;
  name: string;
  currency: string;
  subscriberId: string;
}

/** Puts refunds on their buyers' timelines. One whose order has not come yet is passed over: the order will tell. */
export async function noteRefunds(tx: Sql, refunds: { shopId: string; id: string }[], now: Date): Promise<void> {
  if (refunds.length === 0) return;
  const rows = await tx.run<Refunded>(
    ...batch(find, { t: columnsOf(refunds, { shop_id: (it) => it.shopId, id: (it) => it.id }) }),
  );
  const known = rows.filter(({ amountMicros }) => amountMicros > 0);
  const entries = known.map(
    ({ shopId, subscriberId, refundedAt: occurredAt, orderId, name, currency, amountMicros }) => ({
      shopId,
      subscriberId,
      kind: "order-refunded",
      occurredAt,
      data: { orderId, name, currency, amountMicros },
    }),
  );
  await addTimelineEntries(tx, entries, now);
}
