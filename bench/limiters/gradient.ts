import type { Limiter } from "../../test/factories/calls/limited-provider.ts";

/** The settings that Netflix's concurrency-limits library has for gradient2. */
const FIRST = 96;
const LONG_WINDOW = 600;
const WARM_UP = 10;
const TOLERANCE = 1.5;
const QUEUE = 4;
const SMOOTHING = 0.2;
const MOST_SAMPLES = 100;

/**
 * Gradient2 of Netflix's concurrency-limits (github.com/Netflix/concurrency-limits, Gradient2Limit.java): the ratio of the
 * latency over a long time to that of now scales the limit. It goes by latency alone and takes no notice of refusals.
 */
export function gradientLimit({ least, most }: { least: number; most: number }, now: () => number): Limiter {
  let limit = Math.min(FIRST, most);
  let longMs = 0;
  let samples = 0;
  let sumMs = 0;
  let count = 0;

  function endWindow(shortMs: number): void {
    samples += 1;
    longMs += (shortMs - longMs) / (samples <= WARM_UP ? samples : (LONG_WINDOW + 1) / 2);
    // After a long time of load the long latency comes down faster.
    if (longMs / shortMs > 2) longMs *= 0.95;
    const gradient = Math.max(0.5, Math.min(1, (TOLERANCE * longMs) / shortMs));
    const next = limit * (1 - SMOOTHING) + (limit * gradient + QUEUE) * SMOOTHING;
    limit = Math.max(least, Math.min(most, next));
  }

  return {
    get calls() {
      return Math.floor(limit);
    },
    filled() {},
    answered(begunAt, isThrottled) {
      if (isThrottled) return;
      sumMs += now() - begunAt;
      count += 1;
      if (count < Math.min(MOST_SAMPLES, limit)) return;
      endWindow(sumMs / count);
      sumMs = 0;
      count = 0;
    },
  };
}
