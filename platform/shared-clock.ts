import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { fetch } from "undici";
import { z } from "zod";
import type { Clock } from "./clock.ts";

const reading = z.object({ offsetMs: z.number().int() });

export interface SharedClock extends Clock {
  /** Ends the subscription; the last known offset stays in force. */
  close(): void;
}

/**
 * Follows the clock of a demo or a test, served over HTTP: real time plus an offset that a person may move.
 * Resolves once the first reading has arrived and throws when there is none. `onMove` runs after each move,
 * before this process is counted as having followed it, so a caller who moved the clock finds the work enqueued.
 */
export async function followSharedClock(
  url: string,
  onMove: () => Promise<void> = async () => {},
): Promise<SharedClock> {
  const subscriber = randomUUID();
  const stop = new AbortController();
  let offsetMs = await readTime(`${url}/clock`, stop.signal);

  async function followClock(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        const next = await readTime(`${url}/clock/wait?subscriber=${subscriber}&offsetMs=${offsetMs}`, stop.signal);
        if (next === offsetMs) continue;
        offsetMs = next;
        await onMove();
      } catch {
        // The clock's server is restarting or we are closing: keep the last offset and ask again.
        await sleep(250);
      }
    }
  }
  void followClock();

  return { now: () => new Date(Date.now() + offsetMs), close: () => stop.abort() };
}

async function readTime(url: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The shared clock at ${url} answered ${response.status}.`);
  return reading.parse(await response.json()).offsetMs;
}
