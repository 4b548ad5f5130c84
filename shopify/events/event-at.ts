/** A store announces a change within seconds. A later announcement is of another change, or is a copy with a new header. */
const ANNOUNCED_WITHIN_MS = 10_000;

/**
 * When news is from. The store's `updated_at` is signed but has whole seconds, so two changes within one second would be a tie
 * that the order of arrival decides. The delivery's own time has milliseconds and breaks the tie, but no signature covers it:
 * it counts only when it fits `updated_at`. Else a copy of an old body with a header of today would be newer than the original.
 */
export function eventAt(updatedAt: Date, triggeredAt: Date): Date {
  const second = updatedAt.getTime();
  const lag = triggeredAt.getTime() - second;
  if (second % 1_000 !== 0 || lag < 0 || lag > ANNOUNCED_WITHIN_MS) return updatedAt;
  return new Date(Math.min(triggeredAt.getTime(), second + 999));
}
