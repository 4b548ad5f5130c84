import { Queue } from "bullmq";
import type { Log } from "#platform/log";
import type { Redis } from "#platform/redis/redis";
import { queuePrefix } from "./queue-prefix.ts";

/** How long adding a job may take before it is dropped: the caller's work is done, and the sweep finds the row. */
const ENQUEUE_TIMEOUT_MS = 1_000;

export interface Producer {
  /**
   * Asks for one run of `name` about `key`. While such a run waits, another job changes nothing; while one is active,
   * it runs once more at the end of the line. Never throws; returns false when the job was dropped.
   */
  enqueue(name: string, key: string, payload: object): Promise<boolean>;
  close(): Promise<void>;
}

export function createProducer(redis: Redis, { prefix, log }: { prefix: string; log: Log }): Producer {
  const queues = new Map<string, Queue>();

  function queueOf(name: string): Queue {
    const known = queues.get(name);
    if (known) return known;
    const queue = new Queue(name, { connection: redis, prefix: queuePrefix(prefix, name) });
    queue.on("error", (error) => log.warn({ queue: name, err: error }, "queue connection"));
    queues.set(name, queue);
    return queue;
  }

  return {
    async enqueue(name, key, payload) {
      if (redis.status !== "ready") return false;
      const added = queueOf(name)
        .add(name, payload, {
          deduplication: { id: key, keepLastIfActive: true },
          removeOnComplete: true,
          removeOnFail: true,
        })
        .then(
          () => true,
          (error: Error) => {
            log.warn({ queue: name, err: error }, "job dropped");
            return false;
          },
        );
      return Promise.race([added, falseAfter(ENQUEUE_TIMEOUT_MS)]);
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

function falseAfter(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, ms, false).unref());
}
