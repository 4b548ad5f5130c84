import type { Hours, HoursRule } from "./rule.ts";

type Days = "Every day" | "Monday to Saturday" | "Monday to Friday" | "Saturday and Sunday" | "Saturday" | "Sunday";

/** A rule's hours, days with the same hours together, in the order of the week. No hours: no texts on these days. */
export function hoursByDays(
  rule: Pick<HoursRule, "weekdays" | "saturday" | "sunday">,
): { days: Days; hours: Hours | null }[] {
  const { weekdays, saturday, sunday } = rule;
  const isWeekend = isSame(saturday, sunday);
  if (isSame(weekdays, saturday)) {
    if (isWeekend) return [{ days: "Every day", hours: weekdays }];
    return [
      { days: "Monday to Saturday", hours: weekdays },
      { days: "Sunday", hours: sunday },
    ];
  }
  return [
    { days: "Monday to Friday", hours: weekdays },
    ...(isWeekend
      ? [{ days: "Saturday and Sunday" as const, hours: saturday }]
      : [
          { days: "Saturday" as const, hours: saturday },
          { days: "Sunday" as const, hours: sunday },
        ]),
  ];
}

/** Hours that forbid nothing. */
export function isWholeDay(hours: Hours | null): boolean {
  return hours !== null && hours.starts === 0 && hours.ends === 1_440;
}

/** Minutes after midnight as a time of day: 540 is "9:00 AM", 1440 is "midnight". */
export function clockTime(minute: number): string {
  if (minute === 1_440) return "midnight";
  const hour = Math.floor(minute / 60);
  const rest = String(minute % 60).padStart(2, "0");
  return `${hour % 12 === 0 ? 12 : hour % 12}:${rest} ${hour < 12 ? "AM" : "PM"}`;
}

function isSame(a: Hours | null, b: Hours | null): boolean {
  return a === null || b === null ? a === b : a.starts === b.starts && a.ends === b.ends;
}
