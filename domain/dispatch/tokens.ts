import { minuteBuckets } from "#domain/carriers/minute-budgets";
import type { MessageClass } from "#domain/jobs";
import type { RateBucket } from "#platform/redis/rate-bucket";
import type { DueLane } from "./due-lanes.ts";
import { type Pace, paceOf, paceOfBudget } from "./pace.ts";
import { URGENCY } from "./slots.ts";

export interface Tokens {
  granted: number;
  /** Real milliseconds until asking again makes sense; 0 when anything was granted. */
  waitMs: number;
  /** Says how many parts were used in the end, of those granted or beyond. */
  used(parts: number): Promise<void>;
}

/**
 * Tokens for up to `want` parts from the number's own bucket and from those of its carriers' minutes: as many as the
 * emptiest of them grants this class. What the others granted beyond it goes back at once. `ofUse`: how many of them the
 * lane has texts for, as far as is known; with fewer it stands in line before the classes below it.
 */
export async function takeTokens(
  bucket: RateBucket,
  lane: DueLane,
  of: MessageClass,
  { want, ofUse }: { want: number; ofUse: number },
): Promise<Tokens> {
  const rank = URGENCY.indexOf(of);
  const carriers = minuteBuckets(lane.minuteBudgets).map((spec) => paceOfBudget(spec, of));
  const taken: (Pace & { granted: number })[] = [];
  let granted = want;
  let waitMs = 0;
  for (const pace of [paceOf(lane, of), ...carriers]) {
    const grant = await bucket.take(pace.spec, {
      want: granted,
      ofUse: Math.min(ofUse, granted),
      keep: pace.keep,
      rank,
    });
    taken.push({ ...pace, granted: grant.granted });
    granted = grant.granted;
    waitMs = grant.waitMs;
    if (granted === 0) break;
  }
  const settle = async (parts: number) => {
    for (const { spec, granted: has } of taken) await bucket.settle(spec, parts - has);
  };
  if (granted === 0) await settle(0);
  return { granted, waitMs, used: settle };
}
