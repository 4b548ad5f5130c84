import type { Recorded } from "../carrier/recording.ts";

/** How many parts each shop's texts came to, by the second since `beganAt`. */
export type PartsBySecond = Map<string, Float64Array>;

const nothing = new Float64Array();

export function partsBySecond(
  { count, at, shop, shops }: Recorded,
  beganAt: number,
  seconds: number,
  partsOf: (shopId: string) => number,
): PartsBySecond {
  const rows = new Map(shops.map((id) => [id, new Float64Array(Math.ceil(seconds))]));
  for (let index = 0; index < count; index += 1) {
    const second = Math.floor(((at[index] ?? 0) - beganAt) / 1_000);
    const id = shops[shop[index] ?? -1] ?? "";
    const row = rows.get(id);
    if (row && second >= 0 && second < row.length) row[second] = (row[second] ?? 0) + partsOf(id);
  }
  return rows;
}

/** What these shops' texts came to, from one second to another. */
export function partsBetween(rows: PartsBySecond, shopIds: string[], from: number, to: number): number[] {
  return shopIds.map((id) => (rows.get(id) ?? nothing).subarray(from, to).reduce((sum, parts) => sum + parts, 0));
}

/** Jain, Chiu, Hawe 1984: 1 when all amounts are equal, 1/n when one has everything. */
export function jainIndex(amounts: number[]): number {
  const sum = amounts.reduce((a, b) => a + b, 0);
  const squares = amounts.reduce((a, b) => a + b * b, 0);
  return squares === 0 ? Number.NaN : (sum * sum) / (amounts.length * squares);
}

/** The least index of any window of so many seconds, whole seconds apart. */
export function worstJainIndex(rows: PartsBySecond, shopIds: string[], windowSeconds: number, seconds: number): number {
  let worst = Number.POSITIVE_INFINITY;
  for (let from = 0; from + windowSeconds <= seconds; from += 1)
    worst = Math.min(worst, jainIndex(partsBetween(rows, shopIds, from, from + windowSeconds)));
  return worst;
}
