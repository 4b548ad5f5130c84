import { readFileSync } from "node:fs";

const LOOK_MS = 250;

export interface Peaks {
  /** The most memory of the process itself, and the most that any child of it has had. */
  own: number;
  children: number;
}

/** Watches the memory of a process and of the processes that it starts, until it is told to stop. Linux only. */
export function watchPeaks(pid: number): { stop(): Peaks } {
  const peaks: Peaks = { own: 0, children: 0 };
  function look(): void {
    peaks.own = Math.max(peaks.own, peakOf(pid));
    peaks.children = Math.max(peaks.children, ...childrenOf(pid).map(peakOf));
  }
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      look();
      return peaks;
    },
  };
}

/** The memory that a process has now; 0 when it is gone. */
export function residentBytesOf(pid: number): number {
  return Number(/^VmRSS:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

/** The kernel keeps the highest resident set of a process (proc(5), VmHWM), so that nothing between two looks is missed. */
function peakOf(pid: number): number {
  return Number(/^VmHWM:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

function childrenOf(pid: number): number[] {
  return read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
}

/** "" for a process that has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
