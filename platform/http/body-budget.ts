/** What unfinished bodies may hold at one time. */
export interface BodyLimitsInAll {
  /** Bytes of one address, and of all. */
  bytesPerAddress: number;
  bytesInAll: number;
  /** Bodies under way of one address, and of all. */
  bodiesPerAddress: number;
  bodiesInAll: number;
}

/** One body that is being read. */
export interface BodyClaim {
  /** Counts bytes that are kept. False when the budget has no room: stop reading and answer that we are busy. */
  add(bytes: number): boolean;
  /** The body has been read or given up. */
  end(): void;
}

export interface BodyBudget {
  /**
   * Counts one more body. `cutOff` is called when this body must go to make room for others. Null when this address has
   * too many under way.
   */
  begin(address: string, cutOff: () => void): BodyClaim | null;
  /** What is under way now. */
  read(): { bodies: number; bytes: number };
}

interface Holding {
  address: string;
  bytes: number;
  cutOff: () => void;
}

interface Share {
  bytes: number;
  /** Oldest first. */
  holdings: Set<Holding>;
}

/**
 * Bounds the memory and the number of request bodies that have not arrived in full. One address cannot use more than its
 * share. When many addresses together use up the whole, the oldest body of the address that holds the most is cut off,
 * so a newcomer that sends its few kilobytes at once still gets through a flood of slow ones.
 */
export function createBodyBudget(limits: BodyLimitsInAll): BodyBudget {
  const shares = new Map<string, Share>();
  let bodies = 0;
  let bytes = 0;

  function dropBody(holding: Holding): void {
    const share = shares.get(holding.address);
    if (!share?.holdings.delete(holding)) return;
    share.bytes -= holding.bytes;
    bytes -= holding.bytes;
    bodies -= 1;
    if (share.holdings.size === 0) shares.delete(holding.address);
  }

  /** Cuts off bodies of others until the whole is within its limits again. */
  function makeRoom(newcomer: Holding): void {
    while (bodies > limits.bodiesInAll || bytes > limits.bytesInAll) {
      const victim = oldestOfLargest(shares, newcomer);
      if (victim === null) return;
      dropBody(victim);
      victim.cutOff();
    }
  }

  return {
    begin(address, cutOff) {
      const share = shares.get(address) ?? { bytes: 0, holdings: new Set() };
      if (share.holdings.size >= limits.bodiesPerAddress) return null;
      const holding: Holding = { address, bytes: 0, cutOff };
      share.holdings.add(holding);
      shares.set(address, share);
      bodies += 1;
      makeRoom(holding);
      return {
        add(more) {
          if (!share.holdings.has(holding) || share.bytes + more > limits.bytesPerAddress) return false;
          holding.bytes += more;
          share.bytes += more;
          bytes += more;
          makeRoom(holding);
          return bytes <= limits.bytesInAll;
        },
        end: () => dropBody(holding),
      };
    },
    read: () => ({ bodies, bytes }),
  };
}

function oldestOfLargest(shares: Map<string, Share>, except: Holding): Holding | null {
  let largest: Share | null = null;
  for (const share of shares.values()) {
    const isLarger =
      largest === null ||
      share.bytes > largest.bytes ||
      (share.bytes === largest.bytes && share.holdings.size > largest.holdings.size);
    if (isLarger && [...share.holdings].some((holding) => holding !== except)) largest = share;
  }
  if (largest === null) return null;
  for (const holding of largest.holdings) if (holding !== except) return holding;
  return null;
}
