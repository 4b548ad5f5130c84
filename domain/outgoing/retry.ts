const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

const FIRST_MS = 10 * SECOND_MS;
const FACTOR = 3;
const LONGEST_MS = 6 * HOUR_MS;
/** A receiver may ask for a later attempt than ours, up to this. */
const LONGEST_ASKED_MS = HOUR_MS;

/** A request that no one has taken within a day is given up. */
export const GIVE_UP_AFTER_MS = 24 * HOUR_MS;

/**
 * How long to wait after the nth attempt: 10 s, 30 s, 90 s … 6 h, each between half of that and the whole, so that what failed
 * together is not tried together. `chance` is from 0 to 1. With `retryAfter`, the receiver's own header, at least that long.
 */
export function retryAfterMs(attempt: number, chance: number, retryAfter: string | null = null): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * FACTOR ** (attempt - 1));
  const ours = whole * (0.5 + chance / 2);
  const asked = Number(retryAfter) * SECOND_MS;
  return Math.round(asked > 0 ? Math.max(ours, Math.min(asked, LONGEST_ASKED_MS)) : ours);
}
