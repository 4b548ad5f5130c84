import { DateTime } from "luxon";
import type { WallTime } from "../ui/form/date-time-field.tsx";

/** What the clock in this zone shows at an instant. */
export function wallTimeAt(instant: Date, timeZone: string): WallTime {
  const at = DateTime.fromJSDate(instant, { zone: timeZone });
  return { date: at.toFormat("yyyy-MM-dd"), time: at.toFormat("HH:mm") };
}

/** The next full hour that is at least one hour away: what a schedule is offered first. */
export function suggestedTime(now: Date, timeZone: string): WallTime {
  const at = DateTime.fromJSDate(now, { zone: timeZone }).plus({ hours: 2 }).startOf("hour");
  return wallTimeAt(at.toJSDate(), timeZone);
}

/** "America/New_York (EST)", for an instant: the short name changes with summer time. */
export function zoneName(instant: Date, timeZone: string): string {
  const short = DateTime.fromJSDate(instant, { zone: timeZone }).setLocale("en-US").offsetNameShort;
  return short ? `${timeZone.replaceAll("_", " ")} (${short})` : timeZone;
}

/** An instant that is near, as short as it can be told: "8:00 AM EST" today, "Mon, Nov 23, 8:00 AM EST" later. */
export function formatSoon(instant: Date, now: Date, timeZone: string): string {
  const onTheWall = (it: Date) => DateTime.fromJSDate(it, { zone: timeZone }).setLocale("en-US");
  const at = onTheWall(instant);
  return at.hasSame(onTheWall(now), "day") ? at.toFormat("h:mm a ZZZZ") : at.toFormat("ccc, LLL d, h:mm a ZZZZ");
}
