import { DateTime } from "luxon";

/** The moment at which a day ("2026-12-24") is over by the store's clock; null for what is no date. */
export function endOfDay(date: string, timeZone: string): Date | null {
  const day = DateTime.fromISO(date, { zone: timeZone });
  return day.isValid && /^\d{4}-\d\d-\d\d$/.test(date) ? day.plus({ days: 1 }).startOf("day").toJSDate() : null;
}

/** The last day of a keyword that ends then, as endOfDay takes it. */
export function lastDayOf(endsAt: Date, timeZone: string): string {
  return DateTime.fromJSDate(endsAt, { zone: timeZone }).minus({ milliseconds: 1 }).toISODate() ?? "";
}
