import type { Redis } from "./redis.ts";
import { scriptFile } from "./script.ts";

/** Who need not be looked at before a certain time, known to every process that uses this Redis. By its clock. */
export interface Rests {
  /** Lets `key` rest for so many milliseconds. A later call replaces an earlier one. */
  rest(key: string, ms: number): Promise<void>;
  /** Those that rest now. */
  resting(): Promise<Set<string>>;
}

/** Losing them costs a look at everyone, no more. */
export function rests(redis: Redis, prefix: string): Rests {
  const run = scriptFile<string[]>(redis, import.meta.url, "./rests.lua");
  const key = `{${prefix}:rests}`;
  return {
    async rest(who, ms) {
      await run(key, who, ms);
    },
    async resting() {
      return new Set(await run(key));
    },
  };
}
