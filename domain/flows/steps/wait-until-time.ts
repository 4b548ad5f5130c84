import { z } from "zod";
import { instantsOf, wallClockAt, weekdayOf } from "#domain/compliance/wall-clock";
import { problemsIn } from "#domain/flows/definition/problem";
import { stepType } from "./step-type.ts";

const DAY_MINUTES = 1_440;
const HOUR_MS = 3_600_000;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const config = z.object({
  /** Minutes after midnight by the clock where the person is. */
  minute: z
    .number()
    .int()
    .min(0)
    .max(DAY_MINUTES - 1),
  /** 0 Sunday … 6 Saturday. */
  weekdays: z.array(z.number().int().min(0).max(6)).max(7).default(EVERY_DAY),
});

export type WaitUntilTime = z.output<typeof config>;

/** Until the clock where the person is shows an hour, on one of some weekdays. */
export const waitUntilTime = stepType<WaitUntilTime>({
  title: "Wait until a time of day",
  group: "wait",
  initial: { minute: 600, weekdays: EVERY_DAY },
  config,
  describe: ({ minute, weekdays }) => `Wait until ${clockTime(minute)}${daysInWords(weekdays)}`,
  problems: ({ weekdays }) => problemsIn("weekdays", weekdays.length === 0 ? ["Choose at least one day."] : []),
  waitsUntil: ({ minute, weekdays }, { now, timeZone }) => nextTime(minute, weekdays, now, timeZone),
  longestMs: ({ weekdays }) => longestGapDays(weekdays) * 24 * HOUR_MS + HOUR_MS,
});

/** The next instant, now included, at which the clock in the zone shows the minute on one of the days. */
function nextTime(minute: number, weekdays: number[], now: Date, timeZone: string): Date | null {
  const today = wallClockAt(now.getTime(), timeZone).day;
  for (let day = today; day <= today + 8; day++) {
    if (!weekdays.includes(weekdayOf(day))) continue;
    // On the night that the clocks are set back the first of the two counts; jumped over, the moment of the jump.
    const { first } = instantsOf(day, minute, timeZone);
    if (first >= now.getTime()) return new Date(first);
  }
  return null;
}

/** The most days from any moment to the next of the weekdays. */
function longestGapDays(weekdays: number[]): number {
  const days = [...new Set(weekdays)].sort((one, other) => one - other);
  const gaps = days.map((day, i) => ((days[i + 1] ?? (days[0] ?? 0) + 7) - day) % 7 || 7);
  return days.length === 0 ? 0 : Math.max(...gaps);
}

/** 630 → "10:30 AM". */
export function clockTime(minute: number): string {
  const hour = Math.floor(minute / 60);
  return `${hour % 12 || 12}:${String(minute % 60).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
}

function daysInWords(weekdays: number[]): string {
  const days = [...new Set(weekdays)].sort((one, other) => one - other);
  if (days.length === 7 || days.length === 0) return "";
  if (days.join() === "1,2,3,4,5") return " on a weekday";
  if (days.join() === "0,6") return " on a weekend";
  return ` on ${new Intl.ListFormat("en", { type: "disjunction" }).format(days.map((day) => NAMES[day] ?? ""))}`;
}
