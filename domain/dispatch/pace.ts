import type { MessageClass } from "#domain/jobs";
import type { BucketSpec } from "#platform/redis/rate-bucket";

/** What part of the kept tokens each class must leave untouched: all above it in urgency may go deeper. */
const LEAVES: Record<MessageClass, number> = { transactional: 0, reply: 1 / 3, flow: 2 / 3, campaign: 1 };
const KEPT_SHARE = 0.2;
const MOST_KEPT = 100;
const FEWEST_KEPT = 3;

export interface Pace {
  spec: BucketSpec;
  keep: number;
}

/** The same of a carrier's budget by the minute: a fifth of what it can save up is kept for the higher classes. */
export function paceOfBudget(spec: BucketSpec, of: MessageClass): Pace {
  return { spec, keep: Math.floor(spec.burst * KEPT_SHARE * LEAVES[of]) };
}

/**
 * A sender's token bucket, in parts, and how many tokens this class leaves in it. A campaign that uses the number to the
 * full drains it down to what it must leave, so that an order text finds tokens the moment it comes; the rate is the same.
 */
export function paceOf(sender: { senderId: string; partsPerSecond: number }, of: MessageClass): Pace {
  const kept = Math.min(MOST_KEPT, Math.max(FEWEST_KEPT, Math.ceil(sender.partsPerSecond * KEPT_SHARE)));
  const burst = Math.max(kept + 1, sender.partsPerSecond);
  return {
    spec: { key: sender.senderId, perSecond: sender.partsPerSecond, burst },
    keep: Math.ceil(kept * LEAVES[of]),
  };
}
