import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../root.ts";

/** Seconds that a web process needs after DRAIN_SECONDS at most: ten for open requests, and some. */
export const WEB_STOPS_IN = 15;

/** Seconds that a worker needs at most to end after SIGTERM. */
export function workerStopsIn(): number {
  const [, seconds] = /STOP_MS = (\d+)_000/.exec(readFileSync(join(ROOT, "workers/main.ts"), "utf8")) ?? [];
  if (!seconds) throw new Error("workers/main.ts has no STOP_MS in whole seconds.");
  return Number(seconds);
}
