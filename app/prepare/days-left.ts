import type { BusyDay } from "#domain/forecast/preparation/busy-days";

/** "today", "tomorrow", "in 12 days" */
export function daysLeft({ daysLeft: days }: Pick<BusyDay, "daysLeft">): string {
  if (days === 0) return "today";
  return days === 1 ? "tomorrow" : `in ${days} days`;
}
