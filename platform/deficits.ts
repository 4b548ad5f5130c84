import type { Redis } from "#platform/redis";

/** What is owed to a key, in whatever it counts; forgotten an hour after the last change. */
export interface Deficits {
  /** Adds to it (negative: takes off). Returns what is owed then. */
  add(key: string, amount: number): Promise<number>;
  forget(key: string): Promise<void>;
}

const KEPT_SECONDS = 3_600;

/** Deficit counters shared by every process that uses this Redis. Losing them makes one round unfair, no more. */
export function deficits(redis: Redis, prefix: string): Deficits {
  const keyOf = (key: string) => `{${prefix}:deficit:${key}}`;
  return {
    async add(key, amount) {
      const [owed] = await Promise.all([redis.incrby(keyOf(key), amount), redis.expire(keyOf(key), KEPT_SECONDS)]);
      return owed;
    },
    async forget(key) {
      await redis.del(keyOf(key));
    },
  };
}
