import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { attributeOrders } from "./attribute-orders.ts";
import { ordersAfter } from "./orders-after.ts";

const lockPeople = statement(
  "lock-people-of-clicks",
  `SELECT s.id FROM subscribers s JOIN unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id) ON s.shop_id = t.shop_id AND s.id = t.id
   ORDER BY s.id FOR NO KEY UPDATE OF s`,
);

/**
 * Decides again about orders that were told before the taps that led to them. Give counted and uncertain taps
 * only. An order whose buyer we do not know is found by its landing page alone, and only when the tap was told
 * first: a visit begins with the tap, and minutes lie between the two.
 */
export async function attributeLateClicks(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  clicks: { shopId: string; subscriberId: string; clickedAt: Date }[],
): Promise<void> {
  if (clicks.length === 0) return;
  const people = columnsOf(clicks, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId });
  await tx.run(...batch(lockPeople, { t: people }));
  await attributeOrders(tx, ctx, await ordersAfter(tx, clicks));
}
