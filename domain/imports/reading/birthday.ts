import { readPropertyValue } from "#domain/subscribers/properties/property";
import { readCell } from "#platform/spreadsheet-cell";

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

/**
 * A birthday as "1990-11-25": year first, or month and day in the order that the file uses for its dates. Null for anything
 * else, and for one that could be either order if the file doesn't tell which: the person is imported without it.
 */
export function readBirthday(written: string, isMonthFirst: boolean | null): string | null {
  const cell = readCell(written);
  const [, year, month, day] = YEAR_FIRST.exec(cell) ?? [];
  if (year && month && day) return birthdayOf(year, month, day);
  const [, first, second, last] = YEAR_LAST.exec(cell) ?? [];
  if (!first || !second || !last) return null;
  if (Number(first) > 12) return birthdayOf(last, second, first);
  if (Number(second) > 12 || isMonthFirst === true) return birthdayOf(last, first, second);
  return isMonthFirst === false ? birthdayOf(last, second, first) : null;
}

function birthdayOf(year: string, month: string, day: string): string | null {
  return readPropertyValue("date", `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`) as string | null; // a date is a string
}
