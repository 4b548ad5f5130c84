import type { Redis } from "./redis.ts";
import { scriptFile } from "./script.ts";

/** What the processes of a group say of themselves, a number each, known to each other while it is fresh. By Redis's clock. */
export interface Peers {
  /** Says it, for so many milliseconds, and returns what every process of the group says, this one included. */
  say(group: string, process: string, number: number, ms: number): Promise<Map<string, number>>;
}

/** Losing them costs nothing after everyone has spoken again. */
export function peers(redis: Redis, prefix: string): Peers {
  const run = scriptFile<string[]>(redis, import.meta.url, "./peers.lua");
  return {
    async say(group, process, number, ms) {
      const flat = await run(`{${prefix}:peers:${group}}`, process, number, ms);
      return new Map(flat.flatMap((id, place) => (place % 2 === 0 ? [[id, Number(flat[place + 1])] as const] : [])));
    },
  };
}
