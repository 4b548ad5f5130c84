export interface VisitorLimit {
  /** Counts one more visit from an address; false when it is one too many. */
  admits(address: string): boolean;
}

/** Addresses that are remembered at most; beyond it the oldest are forgotten, so that a flood costs no memory. */
const MOST_KEPT = 50_000;

export interface VisitorLimitOptions {
  windowMs?: number;
  nowMs?: () => number;
}

/**
 * Admits so many visits of one address, or of anything else that has a name, within a window. Counted in this process:
 * several processes admit several times as many, which is still few, and an endpoint that asked Redis would fail with it.
 */
export function visitorLimit(
  most: number,
  { windowMs = 60_000, nowMs = performance.now.bind(performance) }: VisitorLimitOptions = {},
): VisitorLimit {
  const visits = new Map<string, { since: number; count: number }>();

  return {
    admits(address) {
      const now = nowMs();
      const known = visits.get(address);
      if (known && now - known.since < windowMs) {
        known.count += 1;
        return known.count <= most;
      }
      visits.delete(address);
      visits.set(address, { since: now, count: 1 });
      if (visits.size > MOST_KEPT) visits.delete(visits.keys().next().value ?? "");
      return true;
    },
  };
}
