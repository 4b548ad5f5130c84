import { type Hours, isInForce, type WindowRule } from "#domain/compliance/rules/rule";
import { isPublicHoliday } from "./holidays.ts";
import { instantsOf, isoDate, type WallClock, wallClockAt, weekdayOf } from "./wall-clock.ts";

/** A stretch of time (milliseconds since the epoch) that every rule allows in every zone. */
export interface Span {
  from: number;
  to: number;
  /** The rules that end it. */
  closedBy: WindowRule[];
}

const WHOLE_DAY: Hours = { starts: 0, ends: 1_440 };

/** What a rule leaves of a local day (counted from 1 January 1970); null when nothing. */
export function hoursOf(rule: WindowRule, day: number): Hours | null {
  const date = isoDate(day);
  if (!isInForce(rule, date)) return WHOLE_DAY;
  if (rule.kind === "holidays")
    return rule.calendars.some((calendar) => isPublicHoliday(calendar, date)) ? null : WHOLE_DAY;
  const weekday = weekdayOf(day);
  return weekday === 0 ? rule.sunday : weekday === 6 ? rule.saturday : rule.weekdays;
}

/** Whether a rule allows texts when the clock on the wall shows this. */
export function allowsAt(rule: WindowRule, { day, minute }: Pick<WallClock, "day" | "minute">): boolean {
  const hours = hoursOf(rule, day);
  return hours !== null && minute >= hours.starts && minute < hours.ends;
}

/** Whether a rule allows texts at an instant by the wall clock of a zone. */
export function allowsMoment(rule: WindowRule, instant: number, timeZone: string): boolean {
  return allowsAt(rule, wallClockAt(instant, timeZone));
}

/** The spans that all zones have in common, from the eve of a UTC day on, in order, none touching the next. */
export function sharedSpans(rules: WindowRule[], timeZones: string[], day: number, daysAhead: number): Span[] {
  const days = Array.from({ length: daysAhead + 2 }, (_, at) => day - 1 + at);
  const open = days.flatMap((it) => {
    const hours = hoursOn(it, rules);
    return hours === null ? [] : [{ day: it, ...hours }];
  });
  const [first = [], ...others] = timeZones.map((zone) => spansIn(zone, open));
  return joinSpans(others.reduce(overlapsOf, first));
}

interface OpenHours extends Hours {
  closedBy: WindowRule[];
}

function spansIn(timeZone: string, open: (OpenHours & { day: number })[]): Span[] {
  return open.flatMap(({ day, starts, ends, closedBy }) => {
    // A minute that the wall clock shows twice counts against us both times.
    const from = instantsOf(day, starts, timeZone).last;
    const to = instantsOf(day, ends, timeZone).first;
    return from < to ? [{ from, to, closedBy }] : [];
  });
}

/** What all rules leave of a day. */
function hoursOn(day: number, rules: WindowRule[]): OpenHours | null {
  let { starts, ends } = WHOLE_DAY;
  for (const rule of rules) {
    const hours = hoursOf(rule, day);
    if (hours === null) return null;
    starts = Math.max(starts, hours.starts);
    ends = Math.min(ends, hours.ends);
  }
  return starts < ends ? { starts, ends, closedBy: rules.filter((rule) => hoursOf(rule, day)?.ends === ends) } : null;
}

function overlapsOf(some: Span[], others: Span[]): Span[] {
  return some.flatMap((a) =>
    others.flatMap((b) => {
      const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
      if (from >= to) return [];
      return [
        { from, to, closedBy: [...new Set([...(a.to === to ? a.closedBy : []), ...(b.to === to ? b.closedBy : [])])] },
      ];
    }),
  );
}

/** A window that goes on past midnight is one. */
function joinSpans(spans: Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of spans) {
    const before = whole.at(-1);
    if (before?.to === span.from) whole[whole.length - 1] = { ...span, from: before.from };
    else whole.push(span);
  }
  return whole;
}
