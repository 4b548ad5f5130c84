import { languageOf } from "#domain/messages/content/filters/text-locale";
import { isGsm } from "./parts.ts";
import { toGsm } from "./plain-characters.ts";

const KEPT = 500;
const formats = new Map<string, Intl.NumberFormat>();

/**
 * An amount as a text carries it: written as in the store's country, with signs that the basic SMS alphabet has. A currency
 * whose sign it lacks is named by its code ("84,00 PLN"), because one such sign can double the price of a text. Empty without
 * a currency. `country` is ISO 3166-1 alpha-2; null writes as in the United States.
 */
export function moneyInText(micros: number, currency: string | null, country: string | null): string {
  if (currency === null) return "";
  const amount = micros / 1_000_000;
  const locale = languageOf(country);
  // Formats part digits with blanks and apostrophes that GSM-7 lacks, and turn with invisible marks.
  const withSign = toGsm(formatOf(locale, currency, "symbol").format(amount));
  return isGsm(withSign) ? withSign : toGsm(formatOf(locale, currency, "code").format(amount));
}

function formatOf(locale: string, currency: string, currencyDisplay: "symbol" | "code"): Intl.NumberFormat {
  const key = `${locale} ${currency} ${currencyDisplay}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= KEPT) formats.clear();
    format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay });
    formats.set(key, format);
  }
  return format;
}
