import type { Context } from "#domain/context";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";
import { attributeOrders } from "./attribute-orders.ts";

const holdPeople = statement(
  "hold-people-of-clicks",
  `SELECT s.id FROM subscribers s JOIN unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id) ON s.shop_id = t.shop_id AND s.id = t.id
   ORDER BY s.id FOR NO KEY UPDATE OF s`,
);

const findOrders = statement(
  "orders-after-clicks",
  `SELECT DISTINCT o.shop_id AS "shopId", o.id
   FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS t(shop_id, subscriber_id, clicked_at)
   LEFT JOIN shop_settings g ON g.shop_id = t.shop_id
   JOIN orders o ON o.shop_id = t.shop_id AND o.subscriber_id = t.subscriber_id AND o.placed_at >= t.clicked_at
     AND o.placed_at < t.clicked_at + make_interval(days => coalesce(g.attribution_window_days, 5))`,
);

/**
 * Decides anew about orders that were told before the taps that led to them. Give counted taps only. An order whose
 * buyer we do not know is found by its landing page alone, and only when the tap was told first: a visit begins with
 * the tap, and minutes lie between the two.
 */
export async function attributeLateClicks(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  clicks: { shopId: string; subscriberId: string; clickedAt: Date }[],
): Promise<void> {
  if (clicks.length === 0) return;
  const people = [clicks.map((it) => it.shopId), clicks.map((it) => it.subscriberId)];
  await tx.run(holdPeople, people);
  const orders = await tx.run<{ shopId: string; id: string }>(findOrders, [
    ...people,
    clicks.map((it) => it.clickedAt),
  ]);
  await attributeOrders(tx, ctx, orders);
}
