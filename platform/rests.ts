import type { Redis } from "#platform/redis";

/** Who need not be looked at before a certain time, known to every process that uses this Redis. Real time. */
export interface Rests {
  /** Lets `key` rest for so many milliseconds. A later call replaces an earlier one. */
  rest(key: string, ms: number): Promise<void>;
  /** Those that rest now. */
  resting(): Promise<Set<string>>;
}

/** Losing them costs a look at everybody, no more. */
export function rests(redis: Redis, prefix: string): Rests {
  const key = `{${prefix}:rests}`;
  return {
    async rest(who, ms) {
      await redis.zadd(key, Date.now() + ms, who);
    },
    async resting() {
      const now = Date.now();
      await redis.zremrangebyscore(key, "-inf", now);
      return new Set(await redis.zrange(key, 0, -1));
    },
  };
}
