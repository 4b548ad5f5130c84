import { BrokenCircuitError, CircuitState, CountBreaker, circuitBreaker, handleWhenResult } from "cockatiel";
import type { Outcome } from "#domain/messages/delivery/hand-off";

const SAMPLE = { size: 40, minimumNumberOfCalls: 10, threshold: 0.5 };
const FIRST_REST_MS = 1_000;
/** A try is one call, and thousands of texts may wait for what it says: after six hours away, four seconds are soon enough. */
const LONGEST_REST_MS = 4_000;
/** While one call tries the provider, the others look again after this. */
const PROBE_MS = 500;

export interface Breaker {
  /** Real milliseconds to leave the provider alone; null while it may be called. */
  restsForMs(): number | null;
  /** True when the next call is the one that tries whether the provider is back. */
  isProbing(): boolean;
  /** Makes the call; null when the circuit is open, and then nothing was called. */
  call(send: () => Promise<Outcome>): Promise<Outcome | null>;
}

/**
 * Stops calling a provider that is away: half of the last calls found no one there, or got no answer. Then single calls
 * try it, less and less often, until one is answered. A refusal of a text and a "too many" are answers: the provider is
 * there. A text that is not called for keeps its attempts and its place. `now` is real time in milliseconds.
 */
export function makeBreaker(now: () => number): Breaker {
  let rests = 0;
  let endsAt = 0;
  const policy = circuitBreaker(
    handleWhenResult((result) => isAway(result as Outcome)),
    // How long it rests is decided here alone: cockatiel goes by the wall clock, which may be set.
    { halfOpenAfter: Number.NEGATIVE_INFINITY, breaker: new CountBreaker(SAMPLE) },
  );
  policy.onBreak(() => {
    rests += 1;
    endsAt = now() + restMs(rests - 1);
  });
  policy.onReset(() => {
    rests = 0;
  });
  return {
    restsForMs() {
      if (policy.state === CircuitState.HalfOpen) return PROBE_MS;
      if (policy.state !== CircuitState.Open) return null;
      return now() < endsAt ? endsAt - now() : null;
    },
    isProbing: () => policy.state !== CircuitState.Closed,
    async call(send) {
      // cockatiel would let the others wait for the probe's end; their claims end meanwhile.
      if (policy.state === CircuitState.HalfOpen || (policy.state === CircuitState.Open && now() < endsAt)) return null;
      try {
        return await policy.execute(send);
      } catch (error) {
        if (error instanceof BrokenCircuitError) return null;
        throw error;
      }
    },
  };
}

function restMs(rests: number): number {
  return Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** rests);
}

function isAway(result: Outcome): boolean {
  if (result.kind === "unknown") return true;
  // A provider that refuses the account is reachable; failures/provider-holds.ts keeps texts from it.
  return result.kind === "not-sent" && !result.isThrottled && result.because === undefined;
}
