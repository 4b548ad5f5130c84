/** Answers that make a round at least; fewer would make a share of them chance. */
const ROUND = 50;
/** A round in which more than this is refused is cut; the provider bears less than it is given. */
const CUT_SHARE = 0.15;
/** Beyond this share of refusals nothing grows. Below it they may have other reasons than our number of calls. */
const SMALL_SHARE = 0.08;
/** Answers so soon after a cut are to calls from before it. */
const RECOVERY_MS = 250;

export interface ConcurrencyLimit {
  /** Calls that may be under way now; a whole number. */
  readonly calls: number;
  accepted(): void;
  throttled(): void;
}

/**
 * How many calls a provider is given at once: cut when it says "too many" to more than a few of a round of calls, by half
 * of the share that it refused, so that a storm of refusals halves the calls four times a second and a carrier filled to
 * its brim costs a little of them; grown by one for every round of accepted calls. Additive increase, multiplicative
 * decrease, as TCP does it (RFC 5681). `now` is real time in milliseconds.
 */
export function concurrencyLimit(
  { least, most }: { least: number; most: number },
  now: () => number,
): ConcurrencyLimit {
  let limit = most;
  let cutAt = Number.NEGATIVE_INFINITY;
  let answers = 0;
  let refused = 0;
  let lastShare = 0;

  function countRefusals(refusals: 0 | 1): void {
    answers += 1;
    refused += refusals;
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

  const isRecovering = () => now() - cutAt < RECOVERY_MS;
  return {
    get calls() {
      return Math.floor(limit);
    },
    accepted() {
      if (isRecovering()) return;
      countRefusals(0);
      const share = Math.max(lastShare, refused / Math.max(ROUND, limit));
      if (share <= SMALL_SHARE) limit = Math.min(most, limit + 1 / limit);
    },
    throttled() {
      if (!isRecovering()) countRefusals(1);
    },
  };
}
