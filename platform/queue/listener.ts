import { Worker } from "bullmq";
import type { Log } from "#platform/log";
import type { Redis } from "#platform/redis";
import { queuePrefix } from "./queue-prefix.ts";

/**
 * A killed worker's job is found stalled after this long, and until then its lane waits; so locks are short. Running
 * twice is harmless: whatever a handler does, it claims in PostgreSQL first.
 */
const LOCK_MS = 5_000;
/** Being killed is normal, however often. */
const STALLS_ALLOWED = 1_000_000;

export interface ListenerOptions {
  prefix: string;
  concurrency: number;
  log: Log;
  handle: (payload: unknown) => Promise<void>;
}

export interface Listener {
  /** Takes no more jobs and resolves when the active ones have ended. */
  close(): Promise<void>;
}

/** Runs `handle` for every ring of `name`. What it throws is logged; the row it was about is found again by the sweep. */
export function listen(redis: Redis, name: string, { prefix, concurrency, log, handle }: ListenerOptions): Listener {
  const worker = new Worker(name, (job) => handle(job.data), {
    connection: redis,
    prefix: queuePrefix(prefix, name),
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS,
    maxStalledCount: STALLS_ALLOWED,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  worker.on("failed", (_job, error) => log.error({ queue: name, err: error }, "job failed"));
  // Redis restarted or was emptied under an active job: the job's end cannot be noted, and need not be.
  worker.on("error", (error) => log.warn({ queue: name, err: error.message }, "worker connection"));
  return { close: () => worker.close() };
}
