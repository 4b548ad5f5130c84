/** Failures that cost nothing: a mistyped password, a code that ran out. */
const FREE = 5;
const MINUTE = 60_000;

/** What is locked after failures, and for how long at most. */
export const LOCKS = {
  /** Short, so that a stranger who fails on purpose can't keep the operator out for long. */
  account: { mostMs: 15 * MINUTE },
  address: { mostMs: 60 * MINUTE },
  /** A browser in which the operator has logged in before has tries of its own, which no stranger can use up. */
  device: { mostMs: 15 * MINUTE },
} as const;

/** Failures are forgotten after so long without one. */
export const FORGOTTEN_AFTER_MS = 24 * 60 * MINUTE;

export interface Failures {
  failures: number;
  lastAt: Date;
}

/** Until when no further try is heard: a minute after the fifth failure, then twice as long after each. Null: one is heard now. */
export function lockedUntil({ failures, lastAt }: Failures, { mostMs }: { mostMs: number }, at: Date): Date | null {
  if (failures < FREE) return null;
  const until = new Date(lastAt.getTime() + Math.min(mostMs, MINUTE * 2 ** (failures - FREE)));
  return until > at ? until : null;
}
