const MINUTE_MS = 60_000;

/** So many failures in a row, of any requests, and the destination is left alone. */
export const FAILURES_TO_OPEN = 5;
const LONGEST_REST_MS = 60 * MINUTE_MS;

/**
 * How long a destination is left alone after its nth failure in a row: not at all at first, then a minute, two … an hour.
 * After each rest one request is tried.
 */
export function restMs(failures: number): number {
  if (failures < FAILURES_TO_OPEN) return 0;
  return Math.min(LONGEST_REST_MS, MINUTE_MS * 2 ** (failures - FAILURES_TO_OPEN));
}
