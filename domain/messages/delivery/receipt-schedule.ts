import type { Context } from "#domain/context";

/**
 * Most final receipts come within a minute, and a provider repeats a refused callback within the hour
 * (`retention.callbackRetryMs`). The hour leaves room for phones that are switched on again soon, so that few texts are asked
 * about at all.
 */
const PATIENCE_MS = 3_600_000;
/**
 * At 1, 2, 4 … 128 hours after the hand-over. A text may wait in the provider's queue for hours
 * (`limits.longestValiditySeconds`), and carriers try a phone that is off for up to three days: the last question comes after both.
 */
const MOST_ASKS = 8;
/** A provider that has not answered for so long is not asked any more. */
const LONGEST_MS = 30 * 86_400_000;

type Patience = Pick<Context, "receiptPatienceMs">;

/** When a claim's final receipts are first checked. */
export function firstCheckAt({ receiptPatienceMs = PATIENCE_MS }: Patience, now: Date): Date {
  return new Date(now.getTime() + receiptPatienceMs);
}

/** When to ask again after `asked` questions; the gaps double. Null: never, the text has no final receipt. */
export function nextCheckAt(
  { receiptPatienceMs = PATIENCE_MS }: Patience,
  { asked, handedAt }: { asked: number; handedAt: Date },
  now: Date,
): Date | null {
  if (asked >= MOST_ASKS || now.getTime() - handedAt.getTime() > LONGEST_MS) return null;
  return new Date(now.getTime() + receiptPatienceMs * 2 ** Math.max(asked - 1, 0));
}
