/** The value that `percent` of them do not exceed (nearest rank). NaN when there are none. */
export function percentile(values: number[], percent: number): number {
  return percentiles(values, [percent])[0] ?? Number.NaN;
}

/** Several at once: sorted a single time. */
export function percentiles(values: number[], percents: number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return percents.map((percent) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN);
}

/** The middle of a few repeated measurements, which one disturbed round cannot move far. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
