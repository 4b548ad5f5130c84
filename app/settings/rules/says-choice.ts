import { clockTime } from "#domain/compliance/rules/week";
import type { StricterRule } from "#domain/compliance/stricter";

/** A choice in words: "from 10:00 AM, until 6:00 PM, no Sundays"; null when nothing is chosen. */
export function saysChoice({ startsMinute, endsMinute, noSundays, noHolidays, texts }: StricterRule): string | null {
  const parts = [
    startsMinute !== undefined && `from ${clockTime(startsMinute)}`,
    endsMinute !== undefined && `until ${clockTime(endsMinute)}`,
    noSundays && "no Sundays",
    noHolidays && "no public holidays",
    texts !== undefined && `up to ${texts} in 24 hours`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : null;
}
