import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const LOOK_MS = 500;

/** As the workers say with each beat, every few seconds. */
const callsNow = statement(
  "proof-calls",
  `SELECT coalesce(sum((way->>'callsInFlight')::int), 0)::int AS calls
   FROM processes, jsonb_each(coalesce(load->'providers', '{}')) AS ways(name, way)
   WHERE seen_at > clock_timestamp() - interval '3 seconds'`,
);

/** Looks how many calls all workers have under way until it is stopped, which tells the most that were seen. */
export function watchCalls(db: Db): { stop(): Promise<number> } {
  const stopping = new AbortController();
  async function look(): Promise<number> {
    let most = 0;
    while (!stopping.signal.aborted) {
      const [row] = await db.run<{ calls: number }>(callsNow);
      most = Math.max(most, row?.calls ?? 0);
      await sleep(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
    return most;
  }
  const looking = look();
  return {
    stop() {
      stopping.abort();
      return looking;
    },
  };
}
