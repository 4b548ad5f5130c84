import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Context } from "#domain/context";
import type { Config } from "#platform/config";

const THREAD = new URL("./import-thread.ts", import.meta.url);

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
export function importWorker({ ring }: Pick<Context, "ring">, config: Config): ImportWorker {
  const threads = new Set<Worker>();
  return {
    async handle({ shopId, importId }) {
      const thread = new Worker(THREAD, { workerData: { config, shopId, importId } satisfies ImportTask });
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
