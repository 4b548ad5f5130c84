import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Money that orders brought after a tap, refunds taken off. */
export interface Revenue {
  currency: string;
  orders: number;
  revenueMicros: number;
}

const sums = `currency, count(*)::int AS orders, sum(total_micros - refunded_micros)::int8 AS "revenueMicros"`;

const bySource = statement(
  "revenue-by-source",
  `SELECT source_kind AS "sourceKind", source_id AS "sourceId", ${sums} FROM attributions
   WHERE shop_id = $1 AND ordered_at >= $2 AND ordered_at < $3
   GROUP BY 1, 2, 3 ORDER BY 5 DESC, 2, 3`,
);

const byDay = statement(
  "revenue-by-day",
  `SELECT (ordered_at AT TIME ZONE $4)::date AS day, ${sums} FROM attributions
   WHERE shop_id = $1 AND ordered_at >= $2 AND ordered_at < $3
   GROUP BY 1, 2 ORDER BY 1, 2`,
);

/** What each campaign and flow earned by orders placed from `from` until before `to`, the most first. */
export function revenueBySource(
  db: Sql,
  shopId: string,
  { from, to }: { from: Date; to: Date },
): Promise<(Revenue & { sourceKind: "campaign" | "flow"; sourceId: string })[]> {
  return db.run(bySource, [shopId, from, to]);
}

/** What was earned on each day of the shop's own calendar; days without an order are left out. */
export function revenueByDay(
  db: Sql,
  shopId: string,
  { from, to, timeZone }: { from: Date; to: Date; timeZone: string },
): Promise<(Revenue & { day: string })[]> {
  return db.run(byDay, [shopId, from, to, timeZone]);
}
