import type { MessageState } from "./recipients.ts";

/** So many recipients of a campaign in the same state, for the same reason. */
export interface RecipientCount {
  state: MessageState | "queued";
  reason: string | null;
  /** Of what waits: the earliest time it may leave. */
  dueAt: Date | null;
  /** Of unknown outcomes: whether the provider is still to be asked. */
  asking: boolean;
  count: number;
}

/** Where everyone stands. Each recipient is in exactly one of these, so the sum is the audience. */
export interface Counts {
  /** May leave now and waits for its turn. */
  queued: number;
  /** May not be texted at this hour; the first may at `quietHoursEndAt`. */
  quietHours: number;
  quietHoursEndAt: Date | null;
  /** Waits for another reason: the provider's pace, a cap that defers, a pause. */
  waiting: number;
  /** Claimed and being handed over this very moment. */
  sending: number;
  /** Taken by the provider, no news since. */
  accepted: number;
  /** Passed on to the carrier. */
  sent: number;
  delivered: number;
  failed: number;
  failedBecause: Record<string, number>;
  skipped: number;
  skippedBecause: Record<string, number>;
  expired: number;
  /** The provider may or may not have it; `asking` of them are still being asked for. */
  unknown: number;
  asking: number;
}

const NO_PEOPLE: Counts = {
  queued: 0,
  quietHours: 0,
  quietHoursEndAt: null,
  waiting: 0,
  sending: 0,
  accepted: 0,
  sent: 0,
  delivered: 0,
  failed: 0,
  failedBecause: {},
  skipped: 0,
  skippedBecause: {},
  expired: 0,
  unknown: 0,
  asking: 0,
};

export function countsFrom(rows: RecipientCount[], now: Date): Counts {
  return rows.reduce((counts, row) => addToCounts(counts, row, now), NO_PEOPLE);
}

/** Everyone, whatever became of them: equal to the audience. */
export function sumOf(counts: Counts): number {
  const { queued, quietHours, waiting, sending, accepted, sent, delivered, failed, skipped, expired, unknown } = counts;
  return queued + quietHours + waiting + sending + accepted + sent + delivered + failed + skipped + expired + unknown;
}

/** Those whose text is with the provider or beyond, whatever came of it later that is not a failure. */
export function sentOf({ accepted, sent, delivered }: Counts): number {
  return accepted + sent + delivered;
}

function addToCounts(counts: Counts, { state, reason, dueAt, asking, count }: RecipientCount, now: Date): Counts {
  const because = reason ?? "other";
  if (state === "queued" || state === "waiting") {
    const isQuiet = state === "queued" ? dueAt !== null && dueAt > now : reason === "quiet-hours";
    if (isQuiet)
      return {
        ...counts,
        quietHours: counts.quietHours + count,
        quietHoursEndAt: earlierOf(counts.quietHoursEndAt, dueAt),
      };
    return { ...counts, [state]: counts[state] + count };
  }
  const next = { ...counts, [state]: counts[state] + count };
  if (state === "failed") next.failedBecause = addCount(counts.failedBecause, because, count);
  if (state === "skipped") next.skippedBecause = addCount(counts.skippedBecause, because, count);
  if (state === "unknown" && asking) next.asking = counts.asking + count;
  return next;
}

function addCount(known: Record<string, number>, key: string, count: number): Record<string, number> {
  return { ...known, [key]: (known[key] ?? 0) + count };
}

function earlierOf(known: Date | null, other: Date | null): Date | null {
  if (known === null || other === null) return known ?? other;
  return known < other ? known : other;
}
