import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { callShare, hearPeers, type Peer } from "#domain/dispatch/call-share";
import type { Pipeline } from "#domain/dispatch/pipeline";
import type { Peers } from "#platform/redis/peers";

const BEAT_MS = 1_000;
const HOLDS_MS = 3_000;
const PATIENCE_MS = 1_000;

export interface CallSharing {
  /** By provider. */
  pipelines: Record<string, Pick<Pipeline, "takePeak" | "keepTo">>;
  peers: Peers;
  /** PROVIDER_CALLS: calls to an account that may be under way at once, all processes together. */
  most: number;
}

/**
 * Shares an account's calls among the processes that are alive: once a second each says how many it had under way, and keeps
 * to what the others leave it. No call asks Redis. While Redis is away every process keeps to its last share; after it was
 * emptied the others are remembered until they have spoken again. `beat` runs one beat; for tests.
 */
export function shareCalls({ pipelines, peers, most }: CallSharing): { beat(): Promise<void>; stop(): Promise<void> } {
  const self = randomUUID();
  const stopping = new AbortController();
  const known = new Map<string, Map<string, Peer>>();

  async function beat(): Promise<void> {
    for (const [provider, pipeline] of Object.entries(pipelines)) {
      const saying = peers.say(`calls:${provider}`, self, pipeline.takePeak(), HOLDS_MS).catch(() => null);
      const named = await Promise.race([saying, sleep(PATIENCE_MS, null, { ref: false })]);
      if (named === null) continue;
      named.delete(self);
      const heard = hearPeers(known.get(provider) ?? new Map(), named);
      known.set(provider, heard);
      pipeline.keepTo(callShare(most, heard.values()));
    }
  }

  async function runBeats(): Promise<void> {
    while (!stopping.signal.aborted) {
      await beat();
      await sleep(BEAT_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }
  const running = runBeats();

  return {
    beat,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
