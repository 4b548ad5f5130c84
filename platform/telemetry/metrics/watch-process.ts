import { monitorEventLoopDelay } from "node:perf_hooks";
import { collectDefaultMetrics } from "prom-client";
import { registry, setGauge } from "./record.ts";

const RESOLUTION_MS = 10;
const ROUND_MS = 10_000;

/**
 * Measures the process itself: prom-client's own figures (CPU, memory, garbage collection), and how late timers run, in
 * rounds of ten seconds: reset at each scrape, two scrapers would take it from each other. Returns what ends that.
 */
export function watchProcess(): () => void {
  if (!registry.getSingleMetric("process_cpu_seconds_total")) collectDefaultMetrics({ register: registry });
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const timer = setInterval(() => {
    // What is measured holds the timer's own interval.
    const lateSeconds = delays.percentile(99) / 1e9 - RESOLUTION_MS / 1_000;
    setGauge("cartbell_event_loop_lag_seconds", {}, Math.max(0, lateSeconds));
    delays.reset();
  }, ROUND_MS).unref();
  return () => {
    clearInterval(timer);
    delays.disable();
  };
}
