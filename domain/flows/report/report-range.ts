import { DateTime } from "luxon";
import { z } from "zod";
import { UserError } from "#domain/user-error";

/** The periods that a merchant can choose by name; the number is of days, today included. */
export const PERIODS = { today: 1, "7": 7, "30": 30, "90": 90, all: null } as const;
export type Period = keyof typeof PERIODS;
const USUAL: Period = "30";

/** People who entered from `from` until before `to`. */
export interface Entered {
  from: Date;
  to: Date;
}

/** Who a report is about. */
export interface ReportRange extends Entered {
  period: Period | "custom";
  /** Midnight in the shop's zone. */
  from: Date;
  /** Midnight in the shop's zone, of the day after the last. */
  to: Date;
  /** The first and the last day, "2026-11-24"; null for all time. */
  days: { first: string; last: string } | null;
}

const asked = z.object({ period: z.string().optional(), from: z.string().optional(), to: z.string().optional() });
/** Before any flow. */
const BEGINNING = new Date("2000-01-01T00:00:00Z");
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * The range that an address asks for: a period by name, or `from` and `to` as days, the last one included. Days begin and
 * end at the shop's midnight, so one is 23 or 25 hours long when clocks change. Throws a UserError for what is no range.
 */
export function reportRange(query: Record<string, unknown>, timeZone: string, now: Date): ReportRange {
  const { period = USUAL, from, to } = asked.parse(query);
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf("day");
  if (from !== undefined || to !== undefined) return between(dayOf(from, "from", timeZone), dayOf(to, "to", timeZone));
  if (!isPeriod(period))
    throw new UserError("bad-range", "Choose a period from the list, or a first and a last day.", "period");
  const count = PERIODS[period];
  const end = today.plus({ days: 1 }).startOf("day").toJSDate();
  if (count === null) return { period, from: BEGINNING, to: end, days: null };
  const first = today.minus({ days: count - 1 }).startOf("day");
  return { period, from: first.toJSDate(), to: end, days: { first: isoDay(first), last: isoDay(today) } };
}

function between(first: DateTime, last: DateTime): ReportRange {
  if (last < first) throw new UserError("bad-range", "The last day must not be before the first.", "to");
  return {
    period: "custom",
    from: first.toJSDate(),
    to: last.plus({ days: 1 }).startOf("day").toJSDate(),
    days: { first: isoDay(first), last: isoDay(last) },
  };
}

function dayOf(text: string | undefined, field: "from" | "to", zone: string): DateTime {
  if (!text) throw new UserError("bad-range", `Enter the ${field === "from" ? "first" : "last"} day.`, field);
  const day = DateTime.fromISO(text, { zone }).startOf("day");
  if (!DAY.test(text) || !day.isValid || day.year < 2000 || day.year > 2100)
    throw new UserError("bad-range", `“${text.slice(0, 40)}” isn’t a day. Write it like 2026-11-24.`, field);
  return day;
}

function isPeriod(text: string): text is Period {
  return Object.hasOwn(PERIODS, text);
}

function isoDay(day: DateTime): string {
  return day.toFormat("yyyy-MM-dd");
}
