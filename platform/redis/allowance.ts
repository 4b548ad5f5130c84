import type { Redis } from "./redis.ts";
import { scriptFile } from "./script.ts";

/** How much may be asked at one level: a rate, and what can be saved up of it. */
export interface Level {
  name: string;
  perSecond: number;
  burst: number;
}

export interface Allowed {
  /** How much of what was wanted. */
  granted: number;
  /** What is left at each level, in their order. */
  left: number[];
}

export interface Allowance {
  /**
   * Takes up to `want` from all levels together; below zero gives so much back. `of` names what the levels' counts belong to.
   */
  take(of: string, levels: Level[], want: number): Promise<Allowed>;
}

/** Shared by every process that uses this Redis. Real time, whatever the business clock says. Rejects when Redis is away. */
export function redisAllowance(redis: Redis, prefix: string): Allowance {
  const run = scriptFile<number[]>(redis, import.meta.url, "./allowance.lua");
  return {
    async take(of, levels, want) {
      // A command waits for a lost connection to come back, and a caller waits for its answer.
      if (redis.status !== "ready") throw new Error(`Redis is ${redis.status}.`);
      const asked = levels.flatMap(({ name, perSecond, burst }) => [name, perSecond, burst]);
      const [granted = 0, ...left] = await run(`{${prefix}:allowance:${of}}`, want, ...asked);
      return { granted, left };
    },
  };
}

/** Of one process: for when Redis is away. Remembers so many names; beyond that the ones used longest ago start full again. */
export function localAllowance(mostKept = 20_000, nowMs = performance.now.bind(performance)): Allowance {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    async take(of, levels, want) {
      const now = nowMs();
      const found = levels.map(({ name, perSecond, burst }) => {
        const key = `${of} ${name}`;
        const { tokens, at } = buckets.get(key) ?? { tokens: burst, at: now };
        return { key, tokens: Math.min(burst, tokens + ((now - at) * perSecond) / 1_000) };
      });
      const granted = want < 0 ? want : Math.max(0, Math.min(want, ...found.map(({ tokens }) => Math.floor(tokens))));
      for (const { key, tokens } of found) {
        buckets.delete(key);
        buckets.set(key, { tokens: tokens - granted, at: now });
      }
      while (buckets.size > mostKept) buckets.delete(buckets.keys().next().value ?? "");
      return { granted, left: found.map(({ tokens }) => Math.floor(tokens - granted)) };
    },
  };
}
