import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Told, WebhookLoadPlan } from "./webhook-load.ts";

export interface Place {
  port: number;
  /** The ports of the web processes. */
  targets: readonly number[];
}

/** Requests that the balancer handed on, and what went wrong with them: a sentence each. */
export interface Passed {
  passed: number;
  failures: string[];
}

export type Asked = WebhookLoadPlan | "stop-webhooks" | "passed" | "close";

/**
 * What stands in front of the web processes: the balancer, and a store. They are on a thread of their own, because what
 * keeps the proof busy (starting processes, above all) must not look like a web process that stands still.
 */
export interface Outside {
  startWebhooks(plan: WebhookLoadPlan): Promise<void>;
  /** Resolves when every answer is in. */
  stopWebhooks(): Promise<Told>;
  passed(): Promise<Passed>;
  stop(): Promise<void>;
}

/** Resolves when the balancer listens. Ask one thing at a time. */
export async function openOutside(place: Place): Promise<Outside> {
  const thread = new Worker(new URL("./outside-thread.ts", import.meta.url), { workerData: place });
  await once(thread, "message");
  /** Rejects with what ended the thread. */
  async function ask(asked: Asked): Promise<unknown> {
    thread.postMessage(asked);
    const [answer] = await once(thread, "message");
    return answer;
  }
  return {
    startWebhooks: async (plan) => void (await ask(plan)),
    stopWebhooks: async () => (await ask("stop-webhooks")) as Told, // outside-thread.ts
    passed: async () => (await ask("passed")) as Passed,
    async stop() {
      await ask("close");
      await thread.terminate();
    },
  };
}
