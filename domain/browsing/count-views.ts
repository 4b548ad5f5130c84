import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export interface ViewedProduct {
  shopId: string;
  subscriberId: string;
  productId: string;
}

/** How often a person viewed a product, by days counted back from now. A page opened again within a minute is one view. */
export type Views = Record<1 | 7 | 30, number>;

const count = statement(
  "count-product-views",
  `SELECT t.shop_id AS "shopId", t.subscriber_id AS "subscriberId", t.product_id AS "productId", v.*
   FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS u(shop_id, subscriber_id, product_id)) t
   CROSS JOIN LATERAL (
     SELECT count(DISTINCT date_trunc('minute', e.at)) FILTER (WHERE e.at > $4::timestamptz - interval '1 day')::int AS day,
            count(DISTINCT date_trunc('minute', e.at)) FILTER (WHERE e.at > $4::timestamptz - interval '7 days')::int AS week,
            count(DISTINCT date_trunc('minute', e.at))::int AS month
     FROM browse_events e
     WHERE e.shop_id = t.shop_id AND e.subscriber_id = t.subscriber_id AND e.at > $4::timestamptz - interval '30 days'
       AND e.kind = 'product-viewed' AND e.product_id = t.product_id) v`,
);

/** Counts people's views of products. Served by browse_events_shop_id_subscriber_id_at_idx. */
export async function countViews(tx: Sql, viewed: ViewedProduct[], now: Date): Promise<(it: ViewedProduct) => Views> {
  const rows =
    viewed.length === 0
      ? []
      : await tx.run<ViewedProduct & { day: number; week: number; month: number }>(
          ...batch(
            count,
            {
              u: columnsOf(viewed, {
                shop_id: (it) => it.shopId,
                subscriber_id: (it) => it.subscriberId,
                product_id: (it) => it.productId,
              }),
            },
            [now],
          ),
        );
  const views = new Map(rows.map((row) => [keyOf(row), { 1: row.day, 7: row.week, 30: row.month }]));
  return (it) => views.get(keyOf(it)) ?? { 1: 0, 7: 0, 30: 0 };
}

function keyOf({ shopId, subscriberId, productId }: ViewedProduct): string {
  return `${shopId} ${subscriberId} ${productId}`;
}
