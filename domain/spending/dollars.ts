import { UserError } from "#domain/user-error";

/** Prices of texts are in US dollars, whatever the shop's currency: it is what the provider bills. */
const MICROS = 1_000_000;
/** Beyond it a number in a cap's field is a slip of the hand. */
const MOST_DOLLARS = 10_000_000;

const cents = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const fractions = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD", maximumFractionDigits: 4 });

/** "$12.30"; what is less than ten dollars and no whole cents shows its fractions: "$0.0083". */
export function formatDollars(micros: number): string {
  const isFine = Math.abs(micros) < 10 * MICROS && micros % 10_000 !== 0;
  return (isFine ? fractions : cents).format(micros / MICROS);
}

/** A cap as it stands in a field: "250.00". */
export function capText(micros: number): string {
  return (micros / MICROS).toFixed(2);
}

/** Reads a cap as a merchant types it ("1,200.50"); empty is no cap. Refuses by the field. */
export function parseCap(typed: string, field: string): number | null {
  const text = typed.trim().replace(/^\$/, "").replaceAll(",", "");
  if (text === "") return null;
  const dollars = /^\d+(\.\d{1,2})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(dollars >= 0.01 && dollars <= MOST_DOLLARS))
    throw new UserError("spend-cap-wrong", "Enter an amount in US dollars, such as 250.00, or leave it empty.", field);
  return Math.round(dollars * MICROS);
}
