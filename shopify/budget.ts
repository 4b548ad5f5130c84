import type { Budget } from "./admin-client.ts";

/**
 * How long to leave a store alone after an answer, in milliseconds, so that `share` of the points it grants us is left to
 * others.
 */
export function restAfter(budget: Budget | undefined, share: number): number {
  if (!budget) return 0;
  const lacking = budget.maximum * share - budget.available;
  return lacking > 0 ? Math.ceil((1_000 * lacking) / budget.restoredPerSecond) : 0;
}
