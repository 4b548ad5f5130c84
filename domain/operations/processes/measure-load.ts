import { monitorEventLoopDelay } from "node:perf_hooks";
import type { ProcessLoad } from "./load.ts";

const MEGABYTE = 1_048_576;

/** Measures how busy this process was since the reading before. Returns what reads it. */
export function measureLoad(): () => Pick<ProcessLoad, "cpuShare" | "memoryMb" | "eventLoopLagMs"> {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let cpu = process.cpuUsage();
  let readAt = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const ms = performance.now() - readAt;
    const lagMs = delay.max / 1e6;
    delay.reset();
    cpu = process.cpuUsage();
    readAt = performance.now();
    return {
      cpuShare: round((user + system) / 1_000 / Math.max(1, ms)),
      memoryMb: Math.round(process.memoryUsage.rss() / MEGABYTE),
      eventLoopLagMs: Math.round(lagMs),
    };
  };
}

function round(share: number): number {
  return Math.round(share * 100) / 100;
}
