/** How long, and what counts as a stall of the other shop. */
export interface Form {
  /** Of each target. */
  minutes: number;
  /** Requests of the other shop's from which the calm figure is taken. */
  calmRequests: number;
  /** A stall is above this and above three times the slowest calm answer. */
  floorMs: number;
}

export const FULL: Form = { minutes: 2, calmRequests: 200, floorMs: 200 };
/** Beside a test run on two cores any process may have to wait: only what no busy machine explains is a stall. */
export const QUICK: Form = { minutes: 4 / 60, calmRequests: 40, floorMs: 1_000 };

export interface Terms {
  limitMs: number;
  calmMs: number;
}
