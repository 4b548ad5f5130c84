import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const find = statement(
  "orders-after-clicks",
  `SELECT DISTINCT o.shop_id AS "shopId", o.id
   FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS t(shop_id, subscriber_id, clicked_at)
   LEFT JOIN shop_settings g ON g.shop_id = t.shop_id
   JOIN orders o ON o.shop_id = t.shop_id AND o.subscriber_id = t.subscriber_id AND o.placed_at >= t.clicked_at
     AND o.placed_at < t.clicked_at + make_interval(days => coalesce(g.attribution_window_days, 5))`,
);

/** The orders that people placed within the attribution window after their taps. */
export function ordersAfter(
  tx: Sql,
  clicks: { shopId: string; subscriberId: string; clickedAt: Date }[],
): Promise<{ shopId: string; id: string }[]> {
  return tx.run(
    ...batch(find, {
      t: columnsOf(clicks, {
        shop_id: (it) => it.shopId,
        subscriber_id: (it) => it.subscriberId,
        clicked_at: (it) => it.clickedAt,
      }),
    }),
  );
}
