/** The time that business rules follow. Leases, time-outs, rate buckets and BullMQ use real time instead. */
export interface Clock {
  now(): Date;
}

/** A clock that stands still until it is set: for tests that decide what time it is. */
export interface MovableClock extends Clock {
  set(instant: Date): void;
  advance(ms: number): void;
}

export function movableClock(start: Date): MovableClock {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    set: (instant) => {
      current = instant.getTime();
    },
    advance: (ms) => {
      current += ms;
    },
  };
}
