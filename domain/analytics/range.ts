import { DateTime } from "luxon";

/** Whole days of a shop, today included, and as many before them to compare with. */
export interface Range {
  /** Midnight in the shop's zone. */
  from: Date;
  /** Now. */
  to: Date;
  previousFrom: Date;
  /** As long after previousFrom as `to` is after `from`: a day that is half over is compared with half a day. */
  previousTo: Date;
  /** Every day of the range, "2026-11-24". */
  days: string[];
  timeZone: string;
}

/** The last so many days of a shop's own calendar. */
export function lastDays(count: number, timeZone: string, now: Date): Range {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf("day");
  const first = today.minus({ days: count - 1 });
  const previous = first.minus({ days: count });
  return {
    from: first.toJSDate(),
    to: now,
    previousFrom: previous.toJSDate(),
    previousTo: new Date(previous.toMillis() + (now.getTime() - first.toMillis())),
    days: Array.from({ length: count }, (_, i) => first.plus({ days: i }).toISODate() ?? ""),
    timeZone,
  };
}
