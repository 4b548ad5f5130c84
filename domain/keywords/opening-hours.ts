import { DateTime } from "luxon";
import type { OpeningHours } from "./keyword.ts";

/** Whether a store is open by its own clock; without hours it always is. */
export function isOpen(hours: OpeningHours | null, at: Date, timeZone: string): boolean {
  if (hours === null) return true;
  const { weekday, hour, minute } = DateTime.fromJSDate(at, { zone: timeZone });
  const minuteOfDay = hour * 60 + minute;
  return hours.days.includes(weekday) && minuteOfDay >= hours.opensMinute && minuteOfDay < hours.closesMinute;
}
