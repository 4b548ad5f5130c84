import { once } from "node:events";
import { Worker } from "node:worker_threads";

export interface NeighborPlan {
  appUrl: string;
  storeUrl: string;
  domain: string;
  phone: string;
  apiSecret: string;
  authToken: string;
  /** Business time less real time. */
  offsetMs: number;
}

/** One request of the other shop's. */
export interface Sample {
  kind: string;
  ms: number;
  status: number;
}

export interface Neighbor {
  /** Waits for so many more requests to be answered and returns all since it was last asked. */
  samples(more: number): Promise<Sample[]>;
  stop(): Promise<void>;
}

/** Lets another shop go about its business and times it. */
export function startNeighbor(plan: NeighborPlan): Neighbor {
  const thread = new Worker(new URL("./neighbor-thread.ts", import.meta.url), { workerData: plan });
  let taken: Sample[] = [];
  thread.on("message", (sample: Sample) => taken.push(sample));
  // Told by the next question; without a listener it would end the process.
  const failed = once(thread, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  return {
    async samples(more) {
      for (let left = more; left > 0; left -= 1) await Promise.race([once(thread, "message"), failed]);
      const all = taken;
      taken = [];
      return all;
    },
    async stop() {
      const ended = once(thread, "exit");
      thread.postMessage("stop");
      await ended;
    },
  };
}
