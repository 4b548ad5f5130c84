/** What a process says of itself at /metrics, of what can't be seen from outside. */
export interface Gauges {
  /** Calls of the provider under way, and how many there may be; 0 of a process that sends nothing. */
  callsInFlight: number;
  callLimit: number;
  /** How late timers ran, at the 99th percentile. */
  loopLagMs: number;
}

const PATIENCE_MS = 2_000;

/** Null when the process doesn't answer: it was killed, or is busy. */
export async function readGauges(processUrl: string): Promise<Gauges | null> {
  try {
    const response = await fetch(`${processUrl}/metrics`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok ? parseGauges(await response.text()) : null;
  } catch {
    return null; // it is away, which others tell
  }
}

/** Reads Prometheus' text; samples of several providers are added up. */
export function parseGauges(text: string): Gauges {
  const sum = (name: string) =>
    Array.from(text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, "gm")), ([, value]) =>
      Number(value),
    ).reduce((all, value) => all + value, 0);
  return {
    callsInFlight: sum("cartbell_provider_calls_in_flight"),
    callLimit: sum("cartbell_provider_call_limit"),
    loopLagMs: sum("cartbell_event_loop_lag_seconds") * 1_000,
  };
}
