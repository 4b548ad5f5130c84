import type { Sql } from "#platform/db";
import type { BucketSpec } from "#platform/rate-bucket";
import { statement } from "#platform/statement";

/** Of a minute's parts, what may be saved up and leave at once: five seconds' worth. */
const SAVED_SHARE = 1 / 12;

const read = statement(
  "minute-budgets",
  `SELECT id, parts FROM carrier_budgets
   WHERE shop_id = $1 AND per = 'minute' AND sender_ids @> ARRAY[$2::uuid] AND effective_from <= clock_timestamp()
   ORDER BY id`,
);

/**
 * The buckets that a slice of this sender must take its parts from beside the sender's own, always in this order; empty
 * when no carrier limits it by the minute. In real time, as all buckets are.
 */
export async function minuteBudgets(sql: Sql, shopId: string, senderId: string): Promise<BucketSpec[]> {
  const budgets = await sql.run<{ id: string; parts: number }>(read, [shopId, senderId]);
  return budgets.map(({ id, parts }) => ({ key: `budget-${id}`, ...minuteBucket(parts) }));
}

/**
 * A bucket that lets no more than `parts` through in any sixty seconds, wherever they begin: what it can save up and what
 * flows in during a minute are the budget together.
 */
export function minuteBucket(parts: number): { perSecond: number; burst: number } {
  const burst = Math.max(1, Math.floor(parts * SAVED_SHARE));
  // A budget of one part a minute would leave nothing to flow in.
  return { perSecond: Math.max(parts - burst, 0.5) / 60, burst };
}
