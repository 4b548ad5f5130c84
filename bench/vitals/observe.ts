import type { Frame } from "playwright-core";

/** What a visit of one page was like for its merchant. */
export interface Visit {
  lcpMs: number;
  cls: number;
  inpMs: number;
  /** What moved, a line for each of the parts that the browser names. */
  shifts: string[];
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
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

interface Interaction extends PerformanceEntry {
  /** Of a key, a tap or a click; 0 or absent for other events. */
  interactionId?: number;
}

/** Runs in every frame before its own scripts; needs nothing from outside of itself. */
export function observe(): void {
  const observed: Observed = { lcpMs: 0, cls: 0, inpMs: 0, shifts: [], burst: { from: 0, last: 0, sum: 0 } };
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
  const named = (node: Node | null) => {
    const part = node instanceof Element ? node : node?.parentElement;
    return part
      ? `${part.tagName} ${part.className} “${part.textContent?.trim().slice(0, 40)}”`
      : "a part that is gone";
  };
  const edges = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(" ");
  // The browser's own `hadRecentInput` stays false in a frame of the same site as the page around it. The demo's app is in
  // such a frame; the admin of a real store is another site.
  const inputs: number[] = [];
  for (const type of ["keydown", "pointerdown"])
    addEventListener(type, ({ timeStamp }) => inputs.push(timeStamp), { capture: true, passive: true });
  const followsInput = (at: number) => inputs.some((input) => at >= input && at - input < 500);
  watch<Shift>("layout-shift", ({ startTime, value, hadRecentInput, sources }) => {
    if (hadRecentInput || followsInput(startTime)) return;
    for (const { node, previousRect, currentRect } of sources)
      observed.shifts.push(
        `${Math.round(startTime)} ms, ${value.toFixed(3)}: ${named(node)} from ${edges(previousRect)} to ${edges(currentRect)}`,
      );
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
    const { lcpMs, cls, inpMs, shifts } = window.observed;
    return { lcpMs, cls, inpMs, shifts };
  });
}
