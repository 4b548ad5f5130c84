import { parseSignature } from "#domain/places/signature";
import type { HoursRule } from "./rules/rule.ts";
import { rulesOf } from "./rules-of.ts";
import { instantsOf, isoDate, wallClockAt, weekdayOf } from "./wall-clock.ts";

/** When texts to people of one signature may leave. */
export interface SendWindow {
  isOpen: boolean;
  /** Start of the present window, or of the next one when it is closed now. NEVER when the rules leave no hour in common. */
  opensAt: Date;
  /** End of that same window: a text that a carrier still holds by then must be given up. */
  closesAt: Date;
  /** Open: what closes it. Closed: what forbids this moment. For the why-record. */
  rules: string[];
}

/** The merchant's own texting hours in the recipient's local time, minutes after midnight. */
export interface MerchantHours {
  startsMinute: number;
  endsMinute: number;
}

export interface WindowQuestion {
  signature: string;
  merchant: MerchantHours;
  now: Date;
  /** What the law exempts: only marketing has hours. */
  purpose: "marketing" | "transactional" | "compliance";
}

/** Later than every text's expiry. */
export const NEVER = new Date("9999-12-31T00:00:00Z");

const SHOP_HOURS = "The shop's own texting hours";

interface Span {
  from: number;
  to: number;
  closedBy: string[];
}

const DAY = 86_400_000;

/**
 * The window of everybody with this signature: the hours that every rule with evidence allows in every zone with
 * evidence, within the merchant's own. Transactional and compliance texts may leave at any time. One call serves a
 * whole slice: until `closesAt` (or `opensAt`, when closed) only `isOpen` can change. Public holidays are not known yet.
 */
export function sendWindow({ signature, merchant, now, purpose }: WindowQuestion): SendWindow {
  if (purpose !== "marketing") return { isOpen: true, opensAt: now, closesAt: NEVER, rules: [] };
  const calendar = calendarOf(signature, merchant, Math.floor(now.getTime() / DAY));
  const span = calendar.spans.find(({ to }) => to > now.getTime());
  const isOpen = span !== undefined && span.from <= now.getTime();
  return {
    isOpen,
    opensAt: span ? new Date(span.from) : NEVER,
    closesAt: span ? new Date(span.to) : NEVER,
    rules: isOpen ? span.closedBy : forbidding(calendar, now.getTime()),
  };
}

/** What is worked out once for a signature, a merchant's hours and a day, for the next few days. */
interface Calendar {
  rules: HoursRule[];
  timeZones: string[];
  spans: Span[];
}

// Zone arithmetic costs half a millisecond; a few hundred signatures make up a shop. Holds nothing but functions of its key.
const calendars = new Map<string, Calendar>();
const KEPT_CALENDARS = 5_000;

function calendarOf(signature: string, merchant: MerchantHours, day: number): Calendar {
  const key = `${signature} ${merchant.startsMinute} ${merchant.endsMinute} ${day}`;
  const known = calendars.get(key);
  if (known) return known;
  const { jurisdictions, timeZones } = parseSignature(signature);
  const rules = [...rulesOf(jurisdictions), ownHours(merchant)];
  const soon = sharedSpans(rules, timeZones, day, 3);
  // Most places open within three days; some meet only on certain days of the week, or never.
  const spans = soon.some(({ from }) => from >= (day + 1) * DAY) ? soon : sharedSpans(rules, timeZones, day, 30);
  if (calendars.size >= KEPT_CALENDARS) calendars.clear();
  const calendar = { rules, timeZones, spans };
  calendars.set(key, calendar);
  return calendar;
}

/** The merchant's hours as one more rule. */
function ownHours({ startsMinute, endsMinute }: MerchantHours): HoursRule {
  const daily = { starts: startsMinute, ends: endsMinute };
  return {
    name: SHOP_HOURS,
    jurisdiction: "*",
    weekdays: daily,
    saturday: daily,
    sunday: daily,
    confidence: "firm",
    source: "the merchant",
    effectiveFrom: "1970-01-01",
  };
}

/** The spans that all zones have in common, from the eve of a UTC day on, in order. */
function sharedSpans(rules: HoursRule[], timeZones: string[], day: number, daysAhead: number): Span[] {
  const [first = [], ...others] = timeZones.map((zone) => spansIn(zone, rules, day, daysAhead));
  return others.reduce(overlaps, first);
}

function spansIn(timeZone: string, rules: HoursRule[], utcDay: number, daysAhead: number): Span[] {
  const spans: Span[] = [];
  for (let day = utcDay - 1; day <= utcDay + daysAhead; day++) {
    const bound = hoursOn(day, rules);
    if (bound === null) continue;
    // A minute that the wall clock shows twice counts against us both times.
    const from = instantsOf(day, bound.starts, timeZone).last;
    const to = instantsOf(day, bound.ends, timeZone).first;
    if (from < to) spans.push({ from, to, closedBy: bound.closedBy });
  }
  return spans;
}

/** What all rules leave of a day. */
function hoursOn(day: number, rules: HoursRule[]): { starts: number; ends: number; closedBy: string[] } | null {
  let starts = 0;
  let ends = 1_440;
  for (const rule of rules) {
    const hours = hoursOf(rule, day);
    if (hours === null) return null;
    starts = Math.max(starts, hours.starts);
    ends = Math.min(ends, hours.ends);
  }
  if (starts >= ends) return null;
  return { starts, ends, closedBy: rules.filter((rule) => hoursOf(rule, day)?.ends === ends).map((rule) => rule.name) };
}

function hoursOf(rule: HoursRule, day: number): { starts: number; ends: number } | null {
  if (isoDate(day) < rule.effectiveFrom) return { starts: 0, ends: 1_440 };
  const weekday = weekdayOf(day);
  return weekday === 0 ? rule.sunday : weekday === 6 ? rule.saturday : rule.weekdays;
}

function overlaps(some: Span[], others: Span[]): Span[] {
  return some.flatMap((a) =>
    others.flatMap((b) => {
      const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
      if (from >= to) return [];
      const closedBy = [...(a.to === to ? a.closedBy : []), ...(b.to === to ? b.closedBy : [])];
      return [{ from, to, closedBy: [...new Set(closedBy)] }];
    }),
  );
}

function forbidding({ rules, timeZones }: Calendar, instant: number): string[] {
  const clocks = timeZones.map((zone) => wallClockAt(instant, zone));
  const forbids = (rule: HoursRule) =>
    clocks.some(({ day, minute }) => {
      const hours = hoursOf(rule, day);
      return hours === null || minute < hours.starts || minute >= hours.ends;
    });
  return rules.filter(forbids).map((rule) => rule.name);
}
