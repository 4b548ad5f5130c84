import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { type FulfillmentChange, type FulfillmentState, milestoneTimes, withEvent } from "./fulfillment-state.ts";

const readFulfillments = statement(
  "fulfillments-by-id",
  `SELECT f.shop_id AS "shopId", f.id, f.order_id AS "orderId", f.status, f.tracking, f.lines, f.milestones,
          f.estimated_delivery_at AS "estimatedDeliveryAt", f.estimated_at AS "estimatedAt", f.fulfilled_at AS "fulfilledAt",
          f.first_news_at AS "firstEventAt", f.news_at AS "eventAt"
   FROM fulfillments f
   JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS u(shop_id, id)) t ON f.shop_id = t.shop_id AND f.id = t.id`,
);
const write = statementFile(import.meta.url, "./record-fulfillments.sql");

/**
 * Records what was told of fulfillments, in any order and any number of times with one result. A carrier's scan may come before
 * the fulfillment, and the fulfillment before its order. Hold the orders beforehand (lock-orders.ts). Returns all of them as
 * they stand now.
 */
export async function recordFulfillments(tx: Sql, news: FulfillmentChange[]): Promise<FulfillmentState[]> {
  if (news.length === 0) return [];
  const u = columnsOf(news, { shop_id: (it) => it.shopId, id: (it) => it.id });
  const rows = await tx.run<FulfillmentState>(...batch(readFulfillments, { u }));
  const before = new Map(rows.map((it) => [keyOf(it), { ...it, milestones: milestoneTimes.parse(it.milestones) }]));
  const after = new Map<string, FulfillmentState>();
  for (const it of news) after.set(keyOf(it), withEvent(after.get(keyOf(it)) ?? before.get(keyOf(it)) ?? null, it));
  const states = [...after.values()];
  await tx.run(
    ...batch(write, {
      t: columnsOf(states, {
        shop_id: (it) => it.shopId,
        id: (it) => it.id,
        order_id: (it) => it.orderId,
        status: (it) => it.status,
        tracking: (it) => JSON.stringify(it.tracking),
        lines: (it) => JSON.stringify(it.lines),
        milestones: (it) => JSON.stringify(it.milestones),
        estimated_delivery_at: (it) => it.estimatedDeliveryAt,
        estimated_at: (it) => it.estimatedAt,
        fulfilled_at: (it) => it.fulfilledAt,
        first_news_at: (it) => it.firstEventAt,
        news_at: (it) => it.eventAt,
      }),
    }),
  );
  return states;
}

function keyOf({ shopId, id }: { shopId: string; id: string }): string {
  return `${shopId} ${id}`;
}
