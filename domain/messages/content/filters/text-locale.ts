import type { Context } from "liquidjs";

/** Where a text is read: how amounts and dates are written in it. */
export interface TextLocale {
  /** Of the store, ISO 3166-1 alpha-2: its usual language writes amounts and dates. Null: as in the United States. */
  country: string | null;
  /** ISO 4217, of amounts without a currency of their own. Null: amounts are left out. */
  currency: string | null;
  /** IANA: the recipient's, else the store's. Null: UTC. */
  timeZone: string | null;
  /** What "now" means. Null: the process's clock, for previews. */
  now: Date | null;
}

export const NO_LOCALE: TextLocale = { country: null, currency: null, timeZone: null, now: null };

const locales = new WeakMap<Context, TextLocale>();

/** Gives the filters of one rendering their locale. */
export function setLocale(context: Context, locale: TextLocale): void {
  locales.set(context, locale);
}

export function localeOf(context: Context): TextLocale {
  return locales.get(context) ?? NO_LOCALE;
}

/** The language that most people of a country write, by Unicode's likely subtags, with the digits of a phone's keys. */
export function languageOf(country: string | null): string {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return "en-US";
  const { language, region } = new Intl.Locale(`und-${country}`).maximize();
  return `${language}-${region}-u-nu-latn`;
}
