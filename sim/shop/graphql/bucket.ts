/** https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits: a standard shop, by real time. */
const maximumAvailable = 2_000;
const restoreRate = 100;

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface Bucket {
  /** Takes the points when there are enough and says whether it did. */
  take(points: number): boolean;
  /** Gives back what a query was charged beyond its cost. */
  giveBack(points: number): void;
  /** Sets what is left, so that a test can see the throttle without a thousand queries. */
  set(points: number): void;
  status(): ThrottleStatus;
}

/** One shop's leaky bucket of query cost. */
export function createBucket(): Bucket {
  let available = maximumAvailable;
  let filledAt = Date.now();

  function fill(): void {
    const now = Date.now();
    available = Math.min(maximumAvailable, available + ((now - filledAt) / 1000) * restoreRate);
    filledAt = now;
  }

  return {
    take: (points) => {
      fill();
      if (available < points) return false;
      available -= points;
      return true;
    },
    giveBack: (points) => {
      available = Math.min(maximumAvailable, available + points);
    },
    set: (points) => {
      fill();
      available = Math.min(maximumAvailable, points);
    },
    status: () => {
      fill();
      return { maximumAvailable, currentlyAvailable: Math.floor(available), restoreRate };
    },
  };
}
