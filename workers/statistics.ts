import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import { analyzeNewTables } from "#domain/operations/analyze-new-tables";

const LOOK_MS = 5_000;

export interface Statistician {
  stop(): Promise<void>;
}

/** Every five seconds looks for tables that the planner knows nothing of yet. */
export function startStatistician({ db, log }: Pick<Context, "db" | "log">): Statistician {
  const stopping = new AbortController();

  async function runAnalysis(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const tables = await analyzeNewTables(db);
        if (tables.length > 0) log.info({ tables }, "first statistics");
      } catch (error) {
        // The database is away; the next round finds the same tables.
        log.warn({ err: error }, "statistics");
      }
      await sleep(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
  const running = runAnalysis();

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
