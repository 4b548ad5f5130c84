import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import { limitOf } from "#domain/flags/open-flags";
import { concurrencyFlag } from "#domain/flags/registry";
import type { JobName } from "#domain/jobs";
import type { Listener } from "#platform/queue/listener";

const LOOK_MS = 1_000;

interface Served {
  name: JobName;
  listener: Pick<Listener, "setConcurrency">;
}

/** Runs as many jobs of each queue at a time as its flag says, within two seconds of an operator's change. */
export function followLimits(ctx: Pick<Context, "flags">, served: Served[]): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const known = new Map<JobName, number>();

  async function look(): Promise<void> {
    for (const { name, listener } of served) {
      const limit = await limitOf(ctx, concurrencyFlag(name));
      if (known.get(name) !== limit) listener.setConcurrency(limit);
      known.set(name, limit);
    }
  }

  async function runLooks(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look();
      await sleep(LOOK_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }
  const running = runLooks();

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
