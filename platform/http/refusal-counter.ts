import type { Log } from "#platform/log";
import { count } from "#platform/telemetry/metrics/record";

/** Counts what an endpoint refuses and nothing else records. */
export interface RefusalCounter {
  /** "webhook: wrong signature": the kind of request and why, both out of a closed set. */
  add(what: string): void;
  read(): Record<string, number>;
  close(): void;
}

/** How often a count that has grown is logged: a flood of forgeries is one line, not a flood of lines. */
const REPORT_EVERY_MS = 60_000;

export function createRefusalCounter(log: Log): RefusalCounter {
  const counts = new Map<string, number>();
  let hasGrown = false;
  const timer = setInterval(() => {
    if (hasGrown) log.warn({ refused: Object.fromEntries(counts) }, "refused since the start");
    hasGrown = false;
  }, REPORT_EVERY_MS).unref();

  return {
    add(what) {
      counts.set(what, (counts.get(what) ?? 0) + 1);
      hasGrown = true;
      const [kind = "", reason = ""] = what.split(": ", 2);
      // Intake itself counts what it had no room for.
      if (reason !== "unavailable") count("cartbell_intake_refused_total", { kind, reason });
    },
    read: () => Object.fromEntries(counts),
    close: () => clearInterval(timer),
  };
}
