import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "./redis.ts";

/** What is owed to a key, in whatever it counts; forgotten an hour after the last change. */
export interface Deficits {
  /** Adds to it (negative: takes off). Returns what is owed then: the amount alone while Redis cannot be asked. */
  add(key: string, amount: number): Promise<number>;
  forget(key: string): Promise<void>;
}

const KEPT_SECONDS = 3_600;
const PATIENCE_MS = 250;
/** A key whose node did not answer is not asked for again for this long. */
const REST_MS = 1_000;

/**
 * Deficit counters shared by every process that uses this Redis. Losing them makes one round unfair, no more; so callers
 * continue while the node that has a key is away, as if nothing was owed. Never throws.
 */
export function deficits(redis: Redis, prefix: string): Deficits {
  const keyOf = (key: string) => `{${prefix}:deficit:${key}}`;
  const restsUntil = new Map<string, number>();

  async function askRedis(key: string, command: () => Promise<number>): Promise<number | null> {
    if (performance.now() < (restsUntil.get(key) ?? 0)) return null;
    const answer = await Promise.race([command().catch(() => null), sleep(PATIENCE_MS, null, { ref: false })]);
    if (answer === null) restsUntil.set(key, performance.now() + REST_MS);
    else restsUntil.delete(key);
    return answer;
  }

  return {
    async add(key, amount) {
      const owed = await askRedis(key, async () => {
        const [sum] = await Promise.all([redis.incrby(keyOf(key), amount), redis.expire(keyOf(key), KEPT_SECONDS)]);
        return sum;
      });
      return owed ?? amount;
    },
    async forget(key) {
      await askRedis(key, () => redis.del(keyOf(key)));
    },
  };
}
