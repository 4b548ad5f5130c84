import type { MovableClock } from "#platform/clock";

/** Moves the clock on to the latest of these moments, as it is when what they are about is read. Never back. */
export function notBefore(clock: MovableClock, ...moments: Date[]): void {
  clock.set(new Date(Math.max(clock.now().getTime(), ...moments.map((it) => it.getTime()))));
}
