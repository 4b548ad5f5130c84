import { noteHappenings } from "#domain/subscribers/note-happenings";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

const find = statement(
  "refunds-with-buyers",
  `SELECT r.shop_id AS "shopId", r.id, r.amount_micros AS "amountMicros", r.refunded_at AS "refundedAt",
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
  const rows = await tx.run<Refunded>(find, [refunds.map((it) => it.shopId), refunds.map((it) => it.id)]);
  const happenings = rows.map(
    ({ shopId, subscriberId, refundedAt: occurredAt, orderId, name, currency, amountMicros }) => ({
      shopId,
      subscriberId,
      kind: "order-refunded",
      occurredAt,
      data: { orderId, name, currency, amountMicros },
    }),
  );
  await noteHappenings(tx, happenings, now);
}
