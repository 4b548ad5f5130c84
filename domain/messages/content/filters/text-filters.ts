import type { Context, FilterImplOptions } from "liquidjs";
import { moneyInText } from "#domain/messages/content/money-in-text";
import { dateInText, instantOf, isDateForm } from "./date-in-text.ts";
import { localeOf } from "./text-locale.ts";

interface FilterThis {
  context: Context;
}

/** {{ line.price | money }}: a number in the store's currency. What is written as money already stays as it is. */
export function formatMoneyFilter(this: FilterThis, value: unknown): string {
  const { currency, country } = localeOf(this.context);
  if (value === null || value === undefined) return "";
  const amount = typeof value === "number" ? value : /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : null;
  if (amount === null || !Number.isFinite(amount)) return typeof value === "string" ? value : "";
  return moneyInText(Math.round(amount * 1_000_000), currency, country);
}

/** The longest strftime format that is formatted, in characters: each one can stand for a word. */
const LONGEST_FORMAT = 40;

/**
 * {{ order.placed_at | date: "short" }} with a named form, or with a strftime format as in other Liquid. The result of a
 * format depends on `strftime`, liquidjs' own filter, which gets the recipient's time zone.
 */
export function dateFilter(strftime: FilterImplOptions): FilterImplOptions {
  const format = (typeof strftime === "function" ? strftime : strftime.handler) as Formatter; // typed as any
  return function date(this: FilterThis, value: unknown, form: unknown = "long"): unknown {
    const locale = localeOf(this.context);
    const at = value === "now" || value === "today" ? (locale.now ?? new Date()) : value;
    if (isDateForm(form)) return dateInText(at, form, locale);
    if (typeof form !== "string" || form.length > LONGEST_FORMAT || /%[^a-zA-Z%]*\d/.test(form))
      throw new Error("this date format isn’t supported. Use a form such as “short” or “long”");
    const instant = instantOf(at);
    return instant === null ? "" : format.call(this, instant, form, locale.timeZone ?? "UTC");
  } as FilterImplOptions;
}

type Formatter = (this: FilterThis, value: unknown, format: string, timeZone: string) => unknown;
