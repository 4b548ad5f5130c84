import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { TRY_AGAIN } from "#app/try-again";
import { answer } from "#platform/http/answer";
import { forwardRequests } from "#platform/http/forward";
import type { Visitors } from "#platform/http/visitors";
import type { Log } from "#platform/log";

/** After the requests under way have been answered or given up. */
const STOP_PATIENCE_MS = 3_000;
/** Between the end of a thread and the start of the next. */
const REST_MS = 1_000;
const AWAY = "This page can’t be opened right now. Please try again in a moment.";

export interface PagesThreadPlan {
  /** Remix's build for the server. */
  build: URL;
  /** The settings; the process's own when absent. */
  env?: Record<string, string>;
}

export interface PagesThread {
  /** Hands requests to the thread. 503 while it is not there. */
  listener: RequestListener;
  /** Ends the streams that are open, before the process stops. */
  endStreams(): void;
  /** Ends it once the requests have been answered. */
  stop(): Promise<void>;
}

/**
 * Starts a thread that answers pages with an event loop, a heap and database connections of its own: what keeps it busy keeps
 * no webhook, STOP or short link waiting. A thread that ends, as by using up its memory, is replaced and ends nothing else.
 * Rejects when the first does not start.
 */
export async function startPagesThread(
  { build, env }: PagesThreadPlan,
  { log, visitors }: { log: Log; visitors: Pick<Visitors, "addressOf" | "networkOf"> },
): Promise<PagesThread> {
  const stopping = new AbortController();
  let current: { thread: Worker; url: string } | null = null;

  async function startThread(): Promise<void> {
    const thread = new Worker(new URL("./thread.ts", import.meta.url), {
      workerData: build.href,
      ...(env && { env: env as NodeJS.ProcessEnv }), // any other NODE_ENV is refused by the thread
    });
    // Rejects with the thread's error when it ends before it listens.
    const ended = once(thread, "exit");
    ended.catch(() => {});
    const [url] = await Promise.race([once(thread, "message"), ended.then(([code]) => throwFailure(code))]);
    if (stopping.signal.aborted) return void (await thread.terminate());
    current = { thread, url };
    thread.on("error", (error) => log.error({ err: error }, "the thread of the pages failed"));
    void once(thread, "exit").then(replaceThread, replaceThread);
  }

  async function replaceThread(): Promise<void> {
    current = null;
    while (!stopping.signal.aborted && current === null) {
      log.error("the thread of the pages has ended; the next is started");
      await sleep(REST_MS, undefined, { signal: stopping.signal }).catch(() => {});
      if (!stopping.signal.aborted)
        await startThread().catch((error: unknown) =>
          log.error({ err: error }, "the thread of the pages did not start"),
        );
    }
  }

  await startThread();
  const forwarder = forwardRequests({
    target: () => current?.url ?? null,
    callerOf: visitors.networkOf,
    headersFor: (request) => ({ "x-forwarded-for": visitors.addressOf(request) }),
    away: sayAway,
  });

  return {
    listener: forwarder.listener,
    endStreams: () => current?.thread.postMessage("drain"),
    async stop() {
      stopping.abort();
      forwarder.close();
      if (current === null) return;
      const { thread } = current;
      const ended = once(thread, "exit").catch(() => {});
      thread.postMessage("stop");
      await Promise.race([ended, sleep(STOP_PATIENCE_MS, undefined, { ref: false })]);
      await thread.terminate();
    },
  };
}

function throwFailure(code: unknown): never {
  throw new Error(`The thread of the pages ended with ${code} before it listened.`);
}

function sayAway(request: IncomingMessage, response: ServerResponse): void {
  answer(request, response, { status: 503, body: AWAY, headers: TRY_AGAIN });
}
