import { isGsm } from "#domain/messages/content/parts";
import { toGsm } from "#domain/messages/content/plain-characters";
import { languageOf, type TextLocale } from "./text-locale.ts";

/** The forms of a date, by the name that a text uses: {{ order.placed_at | date: "short" }}. */
export const dateForms = {
  short: { month: "short", day: "numeric" },
  long: { year: "numeric", month: "long", day: "numeric" },
  weekday: { weekday: "long" },
  weekday_and_date: { weekday: "long", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  date_and_time: { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Characters of the longest date, in any language. */
export const LONGEST_DATE = 60;

export type DateForm = keyof typeof dateForms;

/** The same with digits for the month's name, where its letters are not in the basic SMS alphabet. */
const IN_DIGITS: Partial<Record<DateForm, Intl.DateTimeFormatOptions>> = {
  short: { month: "numeric", day: "numeric" },
  long: { year: "numeric", month: "numeric", day: "numeric" },
  date_and_time: { month: "numeric", day: "numeric", hour: "numeric", minute: "2-digit" },
};

const KEPT = 500;
const formats = new Map<string, Intl.DateTimeFormat>();

/** True for the name of a form. */
export function isDateForm(name: unknown): name is DateForm {
  return typeof name === "string" && Object.hasOwn(dateForms, name);
}

/**
 * A date as a text carries it, in the language of the store's country and the time zone of the recipient. A month whose name
 * would double the price of the text is written in digits. A day without a time ("2026-12-24") is the same day everywhere.
 * Empty for what is no date.
 */
export function dateInText(value: unknown, form: DateForm, { country, timeZone }: TextLocale): string {
  const date = instantOf(value);
  if (date === null) return "";
  const zone = isDay(value) ? "UTC" : (timeZone ?? "UTC");
  const written = (options: Intl.DateTimeFormatOptions) =>
    toGsm(formatOf(languageOf(country), zone, options).format(date));
  const inWords = written(dateForms[form]);
  const digits = IN_DIGITS[form];
  return isGsm(inWords) || !digits ? inWords : written(digits);
}

/** A date, an ISO 8601 string, or seconds since 1970; null for anything else. */
export function instantOf(value: unknown): Date | null {
  if (typeof value === "string" && !/^\d{4}-\d{2}-\d{2}/.test(value)) return null;
  const date =
    value instanceof Date
      ? value
      : typeof value === "string"
        ? new Date(value)
        : new Date(typeof value === "number" ? value * 1_000 : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

function isDay(value: unknown): boolean {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function formatOf(language: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= KEPT) formats.clear();
    format = new Intl.DateTimeFormat(language, { ...options, timeZone });
    formats.set(key, format);
  }
  return format;
}
