export interface VisitorLimit {
  /** Counts one more visit from an address; false when it is one too many. */
  admits(address: string): boolean;
}

/** Addresses that are remembered at most; beyond it the oldest are forgotten, so that a flood costs no memory. */
const MOST_KEPT = 50_000;

/**
 * So many visits from one address within a minute, in this process. Several processes admit several times as many, which is
 * still few; and a door that asked Redis would close with it.
 */
export function visitorLimit(perMinute: number, nowMs: () => number = performance.now.bind(performance)): VisitorLimit {
  const visits = new Map<string, { since: number; count: number }>();

  return {
    admits(address) {
      const now = nowMs();
      const known = visits.get(address);
      if (known && now - known.since < 60_000) {
        known.count += 1;
        return known.count <= perMinute;
      }
      visits.delete(address);
      visits.set(address, { since: now, count: 1 });
      if (visits.size > MOST_KEPT) visits.delete(visits.keys().next().value ?? "");
      return true;
    },
  };
}
