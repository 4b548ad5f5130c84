/** A defect on a hot path would warn thousands of times a second. */
const WARN_EVERY_MS = 60_000;
let warnedAt = Number.NEGATIVE_INFINITY;

/**
 * Does what only watches: counts, times, traces. When that throws, what is watched goes on as if nothing had happened: a text that is
 * claimed must be handed over, and what a provider answered must be written. Returns null then, and the process warns on stderr,
 * once a minute at most.
 */
export function harmless<T>(watch: () => T): T | null {
  try {
    return watch();
  } catch (error) {
    if (performance.now() - warnedAt > WARN_EVERY_MS) {
      warnedAt = performance.now();
      process.emitWarning(error instanceof Error ? error : String(error), { code: "CARTBELL_TELEMETRY" });
    }
    return null;
  }
}
