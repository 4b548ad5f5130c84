import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "bullmq";
import type { Log } from "#platform/log";
import { minuteCount } from "#platform/minute-count";
import type { Redis } from "#platform/redis/redis";
import { observe } from "#platform/telemetry/metrics/record";
import { inJobTrace } from "#platform/telemetry/tracing/job";
import { queuePrefix } from "./queue-prefix.ts";

/**
 * A killed worker's job is found stalled after at most a lock and two looks, and until then its shop waits; so locks are
 * short. They are renewed early enough to outlive an event loop that is busy for two seconds, and running a job twice is
 * harmless: whatever a handler does, it claims in PostgreSQL first. All looks of all processes together come to about two
 * small commands a second for each queue.
 */
const LOCK_MS = 3_000;
const RENEW_MS = 750;
const LOOK_MS = 500;
/** Being killed is normal, however often. */
const STALLS_ALLOWED = 1_000_000;
/** A node of a cluster that was lost is tried again so soon; BullMQ's own fifteen seconds are a long silence. */
const RETRY_MS = 1_000;
/** How long a job that has ended may take to say so when we stop: Redis may be away, and it need not be known there. */
const LEAVE_MS = 5_000;

export interface ListenerOptions {
  prefix: string;
  concurrency: number;
  log: Log;
  handle: (payload: unknown) => Promise<void>;
}

export interface Listener {
  /** Takes no more jobs until `resume`; active ones go on. What it took in that moment is dropped: the sweep finds its row. */
  pause(): void;
  resume(): void;
  /** How many jobs it runs at a time from now on. */
  setConcurrency(jobs: number): void;
  /** Resolves when no job is active. */
  idle(): Promise<void>;
  /** How many jobs are active, and how many ended in the last minute. */
  load(): { running: number; donePerMinute: number; failedPerMinute: number };
  /** Takes no more jobs and resolves when the active ones have ended, with Redis or, five seconds later, without. */
  close(): Promise<void>;
}

/** Runs `handle` for every job of `name`. What it throws is logged; the sweep finds the row it was about again. */
export function listen(redis: Redis, name: string, { prefix, concurrency, log, handle }: ListenerOptions): Listener {
  const active = new Set<Promise<void>>();
  const done = minuteCount();
  const failed = minuteCount();
  let isPaused = false;
  const worker = new Worker(name, (job) => runJob(job.data), {
    connection: redis,
    prefix: queuePrefix(prefix, name),
    concurrency,
    lockDuration: LOCK_MS,
    lockRenewTime: RENEW_MS,
    stalledInterval: LOOK_MS,
    maxStalledCount: STALLS_ALLOWED,
    runRetryDelay: RETRY_MS,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  worker.on("failed", (_job, error) => log.error({ queue: name, err: error }, "job failed"));
  // Redis restarted or was emptied under an active job: the job's end cannot be noted, and need not be.
  worker.on("error", (error) => log.warn({ queue: name, err: error }, "worker connection"));

  async function runJob(payload: unknown): Promise<void> {
    if (isPaused) return;
    const startedAt = performance.now();
    const running = inJobTrace(name, () => handle(payload));
    const note = (result: string) =>
      observe("cartbell_job_seconds", { queue: name, result }, (performance.now() - startedAt) / 1_000);
    running.then(
      () => {
        done.note();
        note("done");
      },
      () => {
        failed.note();
        note("failed");
      },
    );
    active.add(running);
    await running.finally(() => active.delete(running));
  }

  async function idle(): Promise<void> {
    while (active.size > 0) await Promise.allSettled(active);
  }

  return {
    pause() {
      isPaused = true;
      void worker.pause(true).catch((error: unknown) => log.warn({ queue: name, err: error }, "pause"));
    },
    resume() {
      isPaused = false;
      void worker.resume().catch((error: unknown) => log.warn({ queue: name, err: error }, "resume"));
    },
    setConcurrency(jobs) {
      worker.concurrency = jobs;
    },
    idle,
    load: () => ({ running: active.size, donePerMinute: done.read(), failedPerMinute: failed.read() }),
    async close() {
      const closed = worker.close();
      await idle();
      await Promise.race([closed, sleep(LEAVE_MS, undefined, { ref: false })]);
    },
  };
}
