import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import { ringAll } from "#domain/jobs";
import { dueBells } from "#domain/operations/sweep";

const SWEEP_MS = 2_000;
const UPKEEP_MS = 10 * 60_000;

export interface Sweeper {
  /** Looks now, without waiting for the next round: the clock was moved. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** Every two seconds rings for whatever PostgreSQL says is due; every ten minutes for the upkeep. */
export function startSweeper({ db, clock, ring, log }: Pick<Context, "db" | "clock" | "ring" | "log">): Sweeper {
  const stopping = new AbortController();
  let upkeepAt = 0;

  async function sweep(): Promise<void> {
    try {
      await ringAll(ring, await dueBells(db, clock.now()));
    } catch (error) {
      // The database is away; the next round finds the same work.
      log.warn({ err: error instanceof Error ? error.message : error }, "sweep");
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (performance.now() >= upkeepAt) {
        upkeepAt = performance.now() + UPKEEP_MS;
        await ring("upkeep", {});
      }
      await sweep();
      await sleep(SWEEP_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
  const running = run();

  return {
    sweep,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
