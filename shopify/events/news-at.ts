/**
 * When news is from. The store's `updated_at` has whole seconds, so two changes within one would be a tie that the order
 * of arrival decides; the delivery's own time, which has milliseconds, breaks it. `updated_at` stays the judge of all
 * else: a delivery that was triggered late may carry old news.
 */
export function newsAt(updatedAt: Date, triggeredAt: Date): Date {
  const second = updatedAt.getTime();
  if (second % 1_000 !== 0) return updatedAt;
  return new Date(Math.min(Math.max(second, triggeredAt.getTime()), second + 999));
}
