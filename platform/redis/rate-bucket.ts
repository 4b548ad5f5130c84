import type { Redis } from "./redis.ts";
import { scriptFile } from "./script.ts";

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

export interface Asked {
  /** Most tokens that are taken. */
  want: number;
  /** How many can be used at once; who gets fewer stands in line. All that are wanted, unless said otherwise. */
  ofUse?: number;
  /** Tokens left for others. */
  keep?: number;
  /** 0 to 3. A waiting caller goes before higher numbers, which get their floor meanwhile: a twentieth of the rate. */
  rank?: number;
}

export interface RateBucket {
  take(spec: BucketSpec, asked: Asked): Promise<Grant>;
  /** Adjusts by what was used beyond the grant (negative: not used). A debt is worked off before the next grant. */
  adjust(spec: BucketSpec, difference: number): Promise<void>;
}

/** Rates shared by every process that uses this Redis. Real time, whatever the business clock says. */
export function rateBucket(redis: Redis, prefix: string): RateBucket {
  const ask = scriptFile<[number, number]>(redis, import.meta.url, "./rate-bucket.lua");
  const run = (op: string, { key, perSecond, burst }: BucketSpec, { want, ofUse = want, keep = 0, rank = 0 }: Asked) =>
    // Each bucket is a hash tag of its own: in a cluster they spread over the nodes.
    ask(`{${prefix}:bucket:${key}}`, op, perSecond, burst, want, ofUse, keep, rank);

  return {
    async take(spec, asked) {
      const [granted, waitMs] = await run("take", spec, asked);
      return { granted, waitMs };
    },
    async adjust(spec, difference) {
      if (difference !== 0) await run("adjust", spec, { want: difference });
    },
  };
}
