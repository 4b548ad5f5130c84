import { DateTime } from "luxon";
import { z } from "zod";

const DAYS = 3_650;
const day = z.iso.date().refine((text) => text >= "1900-01-01" && text <= "2199-12-31");

/** A stretch of time as a merchant says it. Days are those of the shop's own calendar. */
export const period = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("last"), days: z.int().min(1).max(DAYS) }),
  z.object({ kind: z.literal("before-last"), days: z.int().min(1).max(DAYS) }),
  z.object({ kind: z.literal("since"), day }),
  z.object({ kind: z.literal("before"), day }),
  z
    .object({ kind: z.literal("between"), from: day, to: day })
    .refine(({ from, to }) => from <= to, { error: "The start date must be before the end date.", path: ["to"] }),
]);

export type Period = z.infer<typeof period>;

/** From the first instant on and before the second; null is open. */
export interface Bounds {
  from: Date | null;
  until: Date | null;
}

/**
 * When a period is, seen at `now` from the shop's zone. Thirty days ago is this hour of the day thirty days ago by the wall
 * clock there, also across a change of the clocks.
 */
export function boundsOf(of: Period, now: Date, zone: string): Bounds {
  const ago = (days: number) => DateTime.fromJSDate(now, { zone }).minus({ days }).toJSDate();
  const start = (text: string, plus = 0) =>
    DateTime.fromISO(text, { zone }).plus({ days: plus }).startOf("day").toJSDate();
  switch (of.kind) {
    case "last":
      return { from: ago(of.days), until: null };
    case "before-last":
      return { from: null, until: ago(of.days) };
    case "since":
      return { from: start(of.day), until: null };
    case "before":
      return { from: null, until: start(of.day) };
    case "between":
      return { from: start(of.from), until: start(of.to, 1) };
  }
}

/** "in the last 30 days", "more than 30 days ago", "since March 1, 2026". */
export function describePeriod(of: Period): string {
  switch (of.kind) {
    case "last":
      return of.days === 1 ? "in the last day" : `in the last ${of.days.toLocaleString("en-US")} days`;
    case "before-last":
      return of.days === 1 ? "more than a day ago" : `more than ${of.days.toLocaleString("en-US")} days ago`;
    case "since":
      return `since ${dayName(of.day)}`;
    case "before":
      return `before ${dayName(of.day)}`;
    case "between":
      return of.from === of.to ? `on ${dayName(of.from)}` : `between ${dayName(of.from)} and ${dayName(of.to)}`;
  }
}

function dayName(text: string): string {
  return DateTime.fromISO(text, { zone: "utc" }).setLocale("en-US").toFormat("LLLL d, yyyy");
}
