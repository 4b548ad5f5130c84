import { z } from "zod";

/** What a code takes off. Browser-safe. */
export const discountTerms = z.object({
  kind: z.enum(["percentage", "amount"]),
  /** Percent, or millionths of the shop's currency. */
  value: z.number().int().min(0),
  /** Millionths of the shop's currency; 0 for none. */
  minimumMicros: z.number().int().min(0),
  /** What codes begin with: "SAVE" makes SAVE-7K3M9QXA. */
  prefix: z.string().max(12),
});
export type DiscountTerms = z.output<typeof discountTerms>;

/** Codes on the same terms come from one pool. */
export function termsKey({ kind, value, minimumMicros, prefix }: DiscountTerms): string {
  return [kind, value, minimumMicros, prefix.toUpperCase()].join(":");
}

/** What is wrong with the terms, a sentence each. */
export function problemsOfTerms({ kind, value, prefix }: DiscountTerms): string[] {
  return [
    ...(value === 0 ? [kind === "percentage" ? "Enter a percentage." : "Enter an amount."] : []),
    ...(kind === "percentage" && value > 100 ? ["A discount can’t be more than 100%."] : []),
    ...(/^[A-Za-z0-9]*$/.test(prefix) ? [] : ["The start of the code can have only letters and digits."]),
  ];
}
