import type { Frame } from "playwright-core";

/** What a visit of one page was like for its merchant. */
export interface Visit {
  lcpMs: number;
  cls: number;
  inpMs: number;
}

interface Observed extends Visit {
  /** The layout shifts under way: Web Vitals counts the worst burst. */
  burst: { from: number; last: number; sum: number };
}

declare global {
  interface Window {
    observed: Observed;
  }
}

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

interface Interaction extends PerformanceEntry {
  /** Of a key, a tap or a click; 0 or absent for other events. */
  interactionId?: number;
}

/** Runs in every frame before its own scripts; needs nothing from outside of itself. */
export function observe(): void {
  const observed: Observed = { lcpMs: 0, cls: 0, inpMs: 0, burst: { from: 0, last: 0, sum: 0 } };
  window.observed = observed;
  const watch = <Entry extends PerformanceEntry>(type: string, note: (entry: Entry) => void, more = {}) =>
    new PerformanceObserver((list) => (list.getEntries() as Entry[]).forEach(note)).observe({
      type,
      buffered: true,
      ...more,
    });
  watch("largest-contentful-paint", ({ startTime }) => {
    observed.lcpMs = Math.max(observed.lcpMs, startTime);
  });
  // A burst: less than a second between two shifts, and five in all (web.dev/articles/cls).
  watch<Shift>("layout-shift", ({ startTime, value, hadRecentInput }) => {
    if (hadRecentInput) return;
    const { burst } = observed;
    const goesOn = startTime - burst.last < 1_000 && startTime - burst.from < 5_000;
    observed.burst = {
      from: goesOn ? burst.from : startTime,
      last: startTime,
      sum: goesOn ? burst.sum + value : value,
    };
    observed.cls = Math.max(observed.cls, observed.burst.sum);
  });
  watch<Interaction>(
    "event",
    ({ duration, interactionId }) => {
      if (interactionId) observed.inpMs = Math.max(observed.inpMs, duration);
    },
    { durationThreshold: 16 },
  );
}

/** What has been seen in a frame so far, once the browser has drawn what is under way. */
export async function seenIn(frame: Frame): Promise<Visit> {
  return await frame.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)));
    const { lcpMs, cls, inpMs } = window.observed;
    return { lcpMs, cls, inpMs };
  });
}
