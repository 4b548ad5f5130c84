import type { DiscountTerms } from "./terms.ts";

/** How the discount is called in the store's admin, where the merchant finds it: "Cartbell texts: 10% off". */
export function titleOf(terms: DiscountTerms, currency: string | null): string {
  return `Cartbell texts: ${describeTerms(terms, currency)}`;
}

/** "10% off", "5 USD off orders of 50 USD". Browser-safe. */
export function describeTerms({ kind, value, minimumMicros }: DiscountTerms, currency: string | null): string {
  const money = (micros: number) => [String(micros / 1_000_000), currency].filter(Boolean).join(" ");
  const off = kind === "percentage" ? `${value}%` : money(value);
  return `${off} off${minimumMicros > 0 ? ` orders of ${money(minimumMicros)}` : ""}`;
}
