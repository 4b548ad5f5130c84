import { DateTime } from "luxon";
import { isPublicHoliday } from "./holidays.ts";

/** The rule is federal and names no zone; its author's calendar is used. */
const ZONE = "America/New_York";

/**
 * How long a revocation may take at most: "within a reasonable time not to exceed ten business days from receipt"
 * (47 CFR 64.1200(a)(10)). Ours take a second; this is for those that a person has to read.
 */
export const DAYS_TO_HONOR = 10;

/**
 * The moment so many business days later: the same hour on that day, which is stricter than its end. Saturdays, Sundays
 * and federal holidays do not count, nor does the rest of the day on which the text came.
 */
export function businessDaysAfter(from: Date, days: number): Date {
  let day = DateTime.fromJSDate(from, { zone: ZONE });
  for (let left = days; left > 0; ) {
    day = day.plus({ days: 1 });
    if (isBusinessDay(day)) left -= 1;
  }
  return day.toJSDate();
}

/** How many business days come after today, the last day among them; 0 when that is today or over. */
export function businessDaysLeft(now: Date, until: Date): number {
  const last = DateTime.fromJSDate(until, { zone: ZONE }).startOf("day");
  let count = 0;
  let day = DateTime.fromJSDate(now, { zone: ZONE }).startOf("day").plus({ days: 1 });
  for (; day <= last; day = day.plus({ days: 1 })) if (isBusinessDay(day)) count += 1;
  return count;
}

function isBusinessDay(day: DateTime): boolean {
  return day.weekday <= 5 && !isPublicHoliday("US", day.toISODate() ?? "");
}
