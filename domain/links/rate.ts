/**
 * A part of a whole, 0 to 1, as every screen shows it; null for a part of nothing. A click rate is clicks of texts delivered
 * and is never above 1, although a text may be tapped before its receipt has arrived.
 */
export function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.min(1, part / whole);
}
