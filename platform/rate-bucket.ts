import { readFileSync } from "node:fs";
import type { Redis } from "#platform/redis";

export interface BucketSpec {
  key: string;
  perSecond: number;
  /** Most tokens that can be saved up; at least 1. */
  burst: number;
}

export interface Grant {
  granted: number;
  /** Real milliseconds until asking again makes sense; 0 when anything was granted. */
  waitMs: number;
}

export interface RateBucket {
  /** Takes up to `want` tokens, leaving `keep` for others. */
  take(spec: BucketSpec, want: number, keep?: number): Promise<Grant>;
  /** Settles what was used beyond the grant (negative: not used). A debt is worked off before the next grant. */
  settle(spec: BucketSpec, difference: number): Promise<void>;
}

type BucketRedis = Redis & {
  bucket(
    key: string,
    op: string,
    rate: number,
    burst: number,
    amount: number,
    keep: number,
    now: number,
  ): Promise<[number, number]>;
};

/** Rates shared by every process that uses this Redis. Real time, whatever the business clock says. */
export function rateBucket(redis: Redis, prefix: string): RateBucket {
  redis.defineCommand("bucket", {
    numberOfKeys: 1,
    lua: readFileSync(new URL("./rate-bucket.lua", import.meta.url), "utf8"),
  });
  const scripted = redis as BucketRedis; // defineCommand adds the method at run time
  const run = (op: string, { key, perSecond, burst }: BucketSpec, amount: number, keep: number) =>
    // Each bucket is a hash tag of its own: in a cluster they spread over the nodes.
    scripted.bucket(`{${prefix}:bucket:${key}}`, op, perSecond, burst, amount, keep, Date.now());

  return {
    async take(spec, want, keep = 0) {
      const [granted, waitMs] = await run("take", spec, want, keep);
      return { granted, waitMs };
    },
    async settle(spec, difference) {
      if (difference !== 0) await run("settle", spec, difference, 0);
    },
  };
}
