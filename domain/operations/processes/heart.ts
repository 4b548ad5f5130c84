import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import type { JobName } from "#domain/jobs";
import { setGauge } from "#platform/telemetry/metrics/record";
import { type Condition, endBeat, recordBeat, type ThisProcess } from "./beat.ts";
import { unservedQueues } from "./unserved.ts";

const BEAT_MS = 5_000;
/** Workers that start together with this process have said so by then. */
const FIRST_LOOK_MS = 30_000;

export interface Heart {
  /** The queues without a server as of the last look; empty until the first. */
  unserved(): JobName[];
  /** Says at once how the process is, without waiting for the next beat. */
  beat(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Every five seconds says that this process lives, and looks for queues that no living process serves. The log tells when
 * there are some, and when there are none any more. `condition` says with each beat how the process is.
 */
export function startHeart(
  { db, log }: Pick<Context, "db" | "log">,
  self: ThisProcess,
  {
    beatMs = BEAT_MS,
    firstLookMs = FIRST_LOOK_MS,
    condition,
  }: { beatMs?: number; firstLookMs?: number; condition?: () => Condition } = {},
): Heart {
  const stopping = new AbortController();
  const startedAt = performance.now();
  let known: JobName[] = [];

  async function lookAtProcess(): Promise<void> {
    await recordBeat(db, self, condition?.());
    if (performance.now() - startedAt < firstLookMs) return;
    const unserved = await unservedQueues(db);
    setGauge("cartbell_queues_unserved", {}, unserved.length);
    if (unserved.join() === known.join()) return;
    known = unserved;
    if (unserved.length > 0) log.error({ queues: unserved }, "no worker serves these queues: what waits on them waits");
    else log.info("every queue has a worker again");
  }

  async function runBeats(): Promise<void> {
    while (!stopping.signal.aborted) {
      await lookAtProcess().catch((error: unknown) => log.warn({ err: error }, "heartbeat"));
      await sleep(beatMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }
  const running = runBeats();

  return {
    unserved: () => known,
    async beat() {
      if (stopping.signal.aborted) return;
      await recordBeat(db, self, condition?.()).catch((error: unknown) => log.warn({ err: error }, "heartbeat"));
    },
    async stop() {
      stopping.abort();
      await running;
      await endBeat(db, self).catch(() => {}); // the others find out by its silence
    },
  };
}
