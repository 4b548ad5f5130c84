import { rate } from "#domain/links/rate";

const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });

/** 0.0833 → "8.3%". The one way in which screens write a rate or a share, so that the same rate reads the same everywhere. */
export function formatRate(rate: number): string {
  return percent.format(rate);
}

/** A rate of nothing is null: screens show a dash for it. */
export function rateOf(part: number, whole: number): string | null {
  const share = rate(part, whole);
  return share === null ? null : formatRate(share);
}
