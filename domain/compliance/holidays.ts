import { createRequire } from "node:module";
import type Holidays from "date-holidays";
import { isoDate } from "./wall-clock.ts";

const load = createRequire(import.meta.url);
const DAY = 86_400_000;
const KEPT_YEARS = 2_000;

const years = new Map<string, ReadonlySet<string>>();

/**
 * Whether a local day ("2026-12-25") is a public holiday by a calendar: a country ("FR") or its part ("US-AL"). The day
 * itself and the day kept in its place both count. A country that the library does not know has none.
 */
export function isPublicHoliday(calendar: string, date: string): boolean {
  return holidaysOf(calendar, date.slice(0, 4)).has(date);
}

/** Some milliseconds for a year of a calendar, once. The library is loaded (70 ms) when the first rule asks for a holiday. */
function holidaysOf(calendar: string, year: string): ReadonlySet<string> {
  const key = `${calendar} ${year}`;
  const known = years.get(key);
  if (known) return known;
  const days = new Set(daysOf(calendar, Number(year)));
  if (years.size >= KEPT_YEARS) years.clear();
  years.set(key, days);
  return days;
}

function daysOf(calendar: string, year: number): string[] {
  const Library = load("date-holidays") as typeof Holidays; // a CommonJS module that is its class
  const [country = "", region = ""] = calendar.split("-");
  const library = new Library();
  // A part that has no holidays of its own has the country's.
  library.init(country, region);
  library.setTimezone("UTC");
  // New Year's Day may be kept on the last of December, which the library counts to either year.
  const around = [year - 1, year, year + 1].flatMap((it) => library.getHolidays(it));
  // Bank holidays close shops and offices as public ones do where a country tells them apart: the stricter reading.
  const closed = around.filter(({ type }) => type === "public" || type === "bank");
  return closed.flatMap(({ start, end }) => daysBetween(start.getTime() / DAY, end.getTime() / DAY));
}

/** Every day that is touched: some begin at sunset, some last several days. */
function daysBetween(start: number, end: number): string[] {
  const first = Math.floor(start);
  return Array.from({ length: Math.ceil(end) - first }, (_, i) => isoDate(first + i));
}
