import { text } from "./read.ts";

/** "1234.56" → 1,234,560,000 micros, digit by digit: a float would lose the last ones of large amounts. */
export const micros = text
  .regex(/^\d{1,15}(\.\d{1,6})?$/, "expected an amount such as 12.50")
  .transform((amount) => {
    const [whole = "0", fraction = ""] = amount.split(".");
    return Number(`${whole}${fraction.padEnd(6, "0")}`);
  })
  .refine(Number.isSafeInteger, "the amount is too large");

/** ISO 4217, three capitals. */
export const currency = text.regex(/^[A-Z]{3}$/, "expected a currency such as USD");
