import { readFileSync } from "node:fs";
import type { Redis } from "./redis.ts";

/** Who need not be looked at before a certain time, known to every process that uses this Redis. By its clock. */
export interface Rests {
  /** Lets `key` rest for so many milliseconds. A later call replaces an earlier one. */
  rest(key: string, ms: number): Promise<void>;
  /** Those that rest now. */
  resting(): Promise<Set<string>>;
}

type RestingRedis = Redis & { rests(key: string, ...added: [who: string, ms: number] | []): Promise<string[]> };

/** Losing them costs a look at everyone, no more. */
export function rests(redis: Redis, prefix: string): Rests {
  redis.defineCommand("rests", {
    numberOfKeys: 1,
    lua: readFileSync(new URL("./rests.lua", import.meta.url), "utf8"),
  });
  const scripted = redis as RestingRedis; // defineCommand adds the method at run time
  const key = `{${prefix}:rests}`;
  return {
    async rest(who, ms) {
      await scripted.rests(key, who, ms);
    },
    async resting() {
      return new Set(await scripted.rests(key));
    },
  };
}
