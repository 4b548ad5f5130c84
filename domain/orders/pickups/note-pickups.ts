import type { Job } from "#domain/jobs";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Lines of an order wait for its buyer. The store names the fulfillment order, not the order. */
export interface PickupEvent {
  shopId: string;
  fulfillmentOrderId: string;
  eventAt: Date;
}

/** One that was answered is known as a fulfillment: told again, the store is not asked again. */
const note = statement(
  "note-pickups",
  `INSERT INTO pickups AS p (shop_id, id, prepared_at, due_at)
   SELECT t.shop_id, t.id, min(t.at), min(t.at)
   FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS t(shop_id, id, at)
   WHERE NOT EXISTS (SELECT FROM fulfillments f WHERE f.shop_id = t.shop_id AND f.id = 'pickup-' || t.id)
   GROUP BY t.shop_id, t.id ORDER BY t.shop_id, t.id
   ON CONFLICT (shop_id, id) DO UPDATE SET prepared_at = least(p.prepared_at, excluded.prepared_at)`,
);

/** Notes pickups whose order the store must be asked for. Safe to repeat. Returns the jobs that ask. */
export async function notePickups(tx: Sql, news: PickupEvent[]): Promise<Job[]> {
  if (news.length === 0) return [];
  const t = columnsOf(news, { shop_id: (it) => it.shopId, id: (it) => it.fulfillmentOrderId, at: (it) => it.eventAt });
  await tx.run(...batch(note, { t }));
  return [...new Set(news.map(({ shopId }) => shopId))].map((shopId) => ({ name: "pickups", payload: { shopId } }));
}
