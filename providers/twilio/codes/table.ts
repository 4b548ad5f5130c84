import type { FailureCause } from "#domain/messages/failures/cause";

/** One published code: its cause, and what the merchant reads when that says more than the words of the cause. */
export interface CodeEntry {
  cause: FailureCause;
  words?: string;
  waitMs?: number;
}

export type CodeTable = Record<number, FailureCause | CodeEntry>;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** The same cause for every code from `first` to `last`. */
export function range(first: number, last: number, entry: FailureCause | CodeEntry): CodeTable {
  return Object.fromEntries(Array.from({ length: last - first + 1 }, (_, i) => [first + i, entry]));
}
