import { DateTime } from "luxon";

/** A day on which many stores send much. */
export interface BusyDay {
  name: string;
  /** By the store's calendar: "2026-11-27". */
  date: string;
  /** 0 on the day itself. */
  daysLeft: number;
}

const SUNDAY = 7;
const THURSDAY = 4;
/** So long before a busy day Home leads to the preparation guide: a faster number takes a carrier weeks to approve. */
const NEAR_DAYS = 28;

/** Of each year, in its order. */
const DAYS: { name: string; of: (year: number) => DateTime }[] = [
  { name: "Valentine’s Day", of: (year) => DateTime.utc(year, 2, 14) },
  { name: "Mother’s Day", of: (year) => nth(2, SUNDAY, year, 5) },
  { name: "Father’s Day", of: (year) => nth(3, SUNDAY, year, 6) },
  { name: "Black Friday", of: (year) => nth(4, THURSDAY, year, 11).plus({ days: 1 }) },
  { name: "Cyber Monday", of: (year) => nth(4, THURSDAY, year, 11).plus({ days: 4 }) },
  { name: "The last week before Christmas", of: (year) => DateTime.utc(year, 12, 18) },
];

/** The next busy day of American stores, today's included, by the calendar of this zone. */
export function nextBusyDay(now: Date, timeZone: string): BusyDay {
  const here = DateTime.fromJSDate(now, { zone: timeZone });
  const today = DateTime.utc(here.year, here.month, here.day);
  const ahead = [today.year, today.year + 1].flatMap((year) => DAYS.map(({ name, of }) => ({ name, day: of(year) })));
  const next = ahead.find(({ day }) => day >= today);
  if (!next) throw new Error("Each year has busy days.");
  return {
    name: next.name,
    date: next.day.toFormat("yyyy-MM-dd"),
    daysLeft: Math.round(next.day.diff(today, "days").days),
  };
}

/** Whether it is time to prepare for it. */
export function isNear({ daysLeft }: Pick<BusyDay, "daysLeft">): boolean {
  return daysLeft <= NEAR_DAYS;
}

/** The nth such weekday of a month; weekdays are ISO's, 1 is Monday. */
function nth(n: number, weekday: number, year: number, month: number): DateTime {
  const first = DateTime.utc(year, month, 1);
  return first.plus({ days: ((weekday - first.weekday + 7) % 7) + 7 * (n - 1) });
}
