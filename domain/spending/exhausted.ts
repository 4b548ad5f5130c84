import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { SpendingReason } from "./grant.ts";

/** Marketing texts wait until then, because a day's cap or budget has no room for the next of them. */
export interface Exhausted {
  until: Date;
  reason: SpendingReason;
}

const readExhaustedDay = statement(
  "exhausted-day",
  `SELECT ends_at AS until, CASE kind WHEN 'day' THEN 'spend-cap' ELSE 'carrier-budget' END AS reason
   FROM spend_counters
   WHERE shop_id = $1 AND refused IS NOT NULL AND ends_at > $2
   ORDER BY ends_at DESC LIMIT 1`,
);

/** What makes a shop's marketing texts wait for another day; of several the one that ends last. Null when nothing does. */
export async function readExhausted(db: Sql, shopId: string, now: Date): Promise<Exhausted | null> {
  const [row] = await db.run<Exhausted>(readExhaustedDay, [shopId, now]);
  return row ?? null;
}
