import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Context } from "#domain/context";
import { isUnderWay } from "#domain/imports/work";
import type { Config } from "#platform/config";

const THREAD = new URL("./import-thread.ts", import.meta.url);

/** What lives is a few chunks; without a bound the garbage would be collected only after hundreds of megabytes. */
const HEAP = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 32 };

/** What the thread is told at its start. */
export interface ImportTask {
  config: Config;
  shopId: string;
  importId: string;
}

export interface ImportWorker {
  handle(payload: { shopId: string; importId: string }): Promise<void>;
  /** Lets the chunk under way be finished and no more be begun. */
  stop(): void;
}

/**
 * Goes on with one import in a thread of its own: reading a file takes all of a core, and this process's own has texts to send. The
 * thread ends with its turn and gives its memory back.
 */
export function importWorker({ db, ring }: Pick<Context, "db" | "ring">, config: Config): ImportWorker {
  const threads = new Set<Worker>();
  return {
    async handle({ shopId, importId }) {
      // A bell that comes late starts no thread.
      if (!(await isUnderWay(db, shopId, importId))) return;
      const thread = new Worker(THREAD, {
        workerData: { config, shopId, importId } satisfies ImportTask,
        resourceLimits: HEAP,
      });
      threads.add(thread);
      try {
        // Fails with whatever went wrong in the thread; the sweep rings again.
        const [hasMore] = await Promise.race([once(thread, "message"), failureOf(thread)]);
        if (hasMore === true) await ring("import", { shopId, importId });
      } finally {
        threads.delete(thread);
        await thread.terminate();
      }
    },
    stop() {
      for (const thread of threads) thread.postMessage("stop");
    },
  };
}

async function failureOf(thread: Worker): Promise<never> {
  const [code] = await once(thread, "exit");
  throw new Error(`The import's thread ended with ${code}.`);
}
