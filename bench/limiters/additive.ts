import type { Limiter } from "../../test/factories/calls/limited-provider.ts";

const ROUND = 50;
const CUT_SHARE = 0.15;
const SMALL_SHARE = 0.08;
const RECOVERY_MS = 250;

/** The limit as it was before decision 91: begins with the most there may be, cut by refusals, one more for each round. */
export function additiveLimit({ least, most }: { least: number; most: number }, now: () => number): Limiter {
  let limit = most;
  let cutAt = Number.NEGATIVE_INFINITY;
  let [answers, refused, lastShare] = [0, 0, 0];

  function countAnswer(isRefused: boolean): void {
    answers += 1;
    refused += Number(isRefused);
    const round = Math.max(ROUND, limit);
    const share = refused / answers;
    const isTooMany = refused > CUT_SHARE * round;
    if (!isTooMany && answers < round) return;
    if (isTooMany) {
      limit = Math.max(least, limit * (1 - share / 2));
      cutAt = now();
    }
    lastShare = isTooMany ? 0 : share;
    answers = 0;
    refused = 0;
  }

  return {
    get calls() {
      return Math.floor(limit);
    },
    filled() {},
    answered(_begunAt, isThrottled) {
      if (now() - cutAt < RECOVERY_MS) return;
      countAnswer(isThrottled);
      if (isThrottled) return;
      const share = Math.max(lastShare, refused / Math.max(ROUND, limit));
      if (share <= SMALL_SHARE) limit = Math.min(most, limit + 1 / limit);
    },
  };
}
