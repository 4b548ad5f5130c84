import type { BucketSpec } from "#platform/redis/rate-bucket";

/** Of a minute's parts, what may be saved up and leave at once: five seconds' worth. */
const SAVED_SHARE = 1 / 12;

/** A carrier's budget by the minute, as domain/dispatch/shop-lanes.sql reads those of a sender. */
export interface MinuteBudget {
  id: string;
  parts: number;
}

/**
 * The buckets that a slice must take its parts from beside its sender's own, always in this order; empty when no carrier
 * limits the sender by the minute. In real time, as all buckets are.
 */
export function minuteBuckets(budgets: MinuteBudget[]): BucketSpec[] {
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
