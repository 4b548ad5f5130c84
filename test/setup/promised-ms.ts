import { availableParallelism, loadavg } from "node:os";

const SPIN_MS = 20;

/**
 * The bound of a promise in real time, for a machine that others keep busy too: the time itself on a quiet machine, more where
 * processes wait for their turn. The promise is ours; how many processes share the machine is not.
 */
export function promisedMs(ms: number): number {
  const [lastMinute = 0] = loadavg();
  return ms * Math.max(1, lastMinute / availableParallelism(), slownessNow());
}

/** Real time over processor time of a short busy loop: 1 on a quiet machine. */
function slownessNow(): number {
  const usage = process.cpuUsage();
  const startedAt = performance.now();
  let usedMs = 0;
  while (usedMs < SPIN_MS) {
    const { user, system } = process.cpuUsage(usage);
    usedMs = (user + system) / 1_000;
  }
  return (performance.now() - startedAt) / usedMs;
}
