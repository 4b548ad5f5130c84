/** A provider for the limits of concurrency: what becomes of a call, by what is under way. Times are simulated milliseconds. */
export interface LimitedProvider {
  /** Null: "too many". Otherwise how long the call takes. `taken`: calls under way that it took. */
  takes(call: { taken: number; ms: number }): number | null;
  /** How long saying "too many" takes. */
  refusalMs: number;
}

/** What every limiter that is compared can be told and asked. */
export interface Limiter {
  readonly calls: number;
  filled(): void;
  answered(begunAt: number, isThrottled: boolean): void;
}

export interface Caller {
  limit: Limiter;
  /** Calls only between these times; it always has more to say. */
  from?: number;
  until?: number;
}

export interface Observed {
  /** Calls that each caller had accepted, a second. */
  perSecond: number[];
  refusedShare: number;
  /** On average, of the accepted. */
  callMs: number;
  /** Calls that each caller might have under way, on average and at most. */
  limits: number[];
  most: number[];
}

interface Call {
  caller: number;
  begunAt: number;
  isTaken: boolean;
}

/** Lets callers call in turns of a millisecond until `endMs`; counts what happens from `countFrom` on. */
export function playCalls(
  provider: LimitedProvider,
  callers: Caller[],
  clock: { ms: number },
  { endMs, countFrom = 0 }: { endMs: number; countFrom?: number },
): Observed {
  const ending = new Map<number, Call[]>();
  const underWay = callers.map(() => 0);
  const accepted = callers.map(() => 0);
  const sums = callers.map(() => 0);
  const most = callers.map(() => 0);
  let [taken, refused, acceptedMs, turns] = [0, 0, 0, 0];

  function endCalls(): void {
    for (const { caller, begunAt, isTaken } of ending.get(clock.ms) ?? []) {
      underWay[caller] = (underWay[caller] ?? 0) - 1;
      if (isTaken) taken -= 1;
      callers[caller]?.limit.answered(begunAt, !isTaken);
      if (clock.ms < countFrom) continue;
      if (!isTaken) refused += 1;
      else {
        accepted[caller] = (accepted[caller] ?? 0) + 1;
        acceptedMs += clock.ms - begunAt;
      }
    }
    ending.delete(clock.ms);
  }

  function beginCall(caller: number): void {
    const takes = provider.takes({ taken, ms: clock.ms });
    const endsAt = clock.ms + Math.max(1, Math.round(takes ?? provider.refusalMs));
    const call = { caller, begunAt: clock.ms, isTaken: takes !== null };
    const others = ending.get(endsAt);
    if (others) others.push(call);
    else ending.set(endsAt, [call]);
    underWay[caller] = (underWay[caller] ?? 0) + 1;
    if (call.isTaken) taken += 1;
  }

  /** One call each in turn, and another one first in each turn: no one is served before the others. */
  function beginCalls(): void {
    const isCalling = ({ from = 0, until = Number.POSITIVE_INFINITY }: Caller) => clock.ms >= from && clock.ms < until;
    const first = clock.ms % callers.length;
    const order = [...callers.keys()].map((place) => (place + first) % callers.length);
    for (let isAny = true; isAny; ) {
      isAny = false;
      for (const caller of order) {
        const it = callers[caller];
        if (!it || !isCalling(it) || (underWay[caller] ?? 0) >= it.limit.calls) continue;
        beginCall(caller);
        isAny = true;
      }
    }
    for (const [caller, it] of callers.entries()) {
      if (!isCalling(it)) continue;
      it.limit.filled();
      if (clock.ms < countFrom) continue;
      sums[caller] = (sums[caller] ?? 0) + it.limit.calls;
      most[caller] = Math.max(most[caller] ?? 0, it.limit.calls);
    }
  }

  for (; clock.ms < endMs; clock.ms += 1) {
    endCalls();
    beginCalls();
    if (clock.ms >= countFrom) turns += 1;
  }
  const seconds = turns / 1_000;
  const sum = accepted.reduce((all, count) => all + count, 0);
  return {
    perSecond: accepted.map((count) => count / seconds),
    refusedShare: refused / Math.max(1, sum + refused),
    callMs: acceptedMs / Math.max(1, sum),
    limits: sums.map((all) => all / turns),
    most,
  };
}

/** Takes so many calls at once and says "too many" to others. */
export function refusing(capacity: number, callMs: number, draw: () => number, refusalMs = 5): LimitedProvider {
  return { refusalMs, takes: ({ taken }) => (taken < capacity ? callMs * (0.8 + 0.4 * draw()) : null) };
}

/** Works on so many calls at once and lets others wait; never says "too many". */
export function queueing(capacity: number, callMs: number, draw: () => number): LimitedProvider {
  const freeAt = Array.from({ length: capacity }, () => 0);
  let next = 0;
  return {
    refusalMs: 5,
    takes({ ms }) {
      // First come, first served: each place in turn is near enough the one that is free first.
      const begins = Math.max(ms, freeAt[next] ?? 0);
      const ends = begins + callMs * (0.8 + 0.4 * draw());
      freeAt[next] = ends;
      next = (next + 1) % capacity;
      return ends - ms;
    },
  };
}

/** Takes so many calls a second, with a little saved up, and says "too many" to others. */
export function paced(perSecond: number, callMs: number, draw: () => number, burst = perSecond / 16): LimitedProvider {
  let [tokens, at] = [0, 0];
  return {
    refusalMs: 5,
    takes({ ms }) {
      tokens = Math.min(burst, tokens + ((ms - at) * perSecond) / 1_000);
      at = ms;
      if (tokens < 1) return null;
      tokens -= 1;
      return callMs * (0.8 + 0.4 * draw());
    },
  };
}

/** The same numbers between 0 and 1 at each run (Park and Miller). */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
