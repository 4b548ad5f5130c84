import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import { enqueueAll, type Job, keyOf, type Turn } from "#domain/jobs";
import { dueJobs } from "#domain/sweep/sweep";
import type { Rests } from "#platform/redis/rests";

/** Sweeps come at whole seconds of the business clock: windows open at whole minutes, and no one then waits for a sweep. */
const SWEEP_MS = 2_000;
/** Several processes need not all look in the same instant. */
const SPREAD_MS = 40;
const UPKEEP_MS = 10 * 60_000;
const REDIS_PATIENCE_MS = 1_000;

export interface Sweeper {
  /** Looks now, without waiting for the next round: the clock was moved. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** Every two seconds enqueues whatever PostgreSQL says is due; every ten minutes for the upkeep. */
export function startSweeper(
  { db, clock, enqueue, log }: Pick<Context, "db" | "clock" | "enqueue" | "log">,
  rests: Rests,
): Sweeper {
  const stopping = new AbortController();
  let upkeepAt = 0;

  async function sweepOnce(): Promise<void> {
    try {
      const [jobs, resting] = await Promise.all([dueJobs(db, clock.now()), restingNow()]);
      await enqueueAll(
        enqueue,
        jobs.filter((job) => !isResting(job, resting)),
      );
    } catch (error) {
      // The database or Redis is away; the next round finds the same work.
      log.warn({ err: error }, "sweep");
    }
  }

  /** Commands to a Redis that is away wait for it, and a cluster refuses those for a node it lost; the sweep goes on. */
  function restingNow(): Promise<Set<string>> {
    const nobody = new Set<string>();
    const asked = rests.resting().catch((error: Error) => {
      log.warn({ err: error }, "rests");
      return nobody;
    });
    return Promise.race([asked, sleep(REDIS_PATIENCE_MS, nobody, { ref: false })]);
  }

  async function runSweeps(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (performance.now() >= upkeepAt) {
        upkeepAt = performance.now() + UPKEEP_MS;
        await enqueue("upkeep", {});
      }
      await sweepOnce();
      await sleep(SWEEP_MS - (clock.now().getTime() % SWEEP_MS) + Math.random() * SPREAD_MS, undefined, {
        signal: stopping.signal,
      }).catch(() => {});
    }
  }
  const running = runSweeps();

  return {
    sweep: sweepOnce,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function isResting({ name, payload }: Job, resting: Set<string>): boolean {
  if (!name.startsWith("dispatch-")) return false;
  return resting.has(keyOf(payload as Turn)); // what dispatch jobs are about
}
