/** How long a cut must have had to show before the next one; a burst of refusals is one piece of news. */
const SETTLE_MS = 1_000;

export interface ConcurrencyLimit {
  /** Calls that may be under way now; a whole number. */
  readonly calls: number;
  accepted(): void;
  throttled(): void;
}

/**
 * How many calls a provider is given at once: halved when it says "too many" (at most once a second), grown by one for
 * every round of accepted calls. Additive increase, multiplicative decrease, as TCP does it (RFC 5681). `now` is real
 * time in milliseconds.
 */
export function concurrencyLimit(
  { least, most }: { least: number; most: number },
  now: () => number,
): ConcurrencyLimit {
  let limit = most;
  let cutAt = Number.NEGATIVE_INFINITY;
  return {
    get calls() {
      return Math.floor(limit);
    },
    accepted() {
      limit = Math.min(most, limit + 1 / limit);
    },
    throttled() {
      if (now() - cutAt < SETTLE_MS) return;
      cutAt = now();
      limit = Math.max(least, limit / 2);
    },
  };
}
