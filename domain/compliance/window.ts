import { parseSignature } from "#domain/places/signature";
import { cited, type WindowRule } from "./rules/rule.ts";
import { allowsAt, type Span, sharedSpans } from "./spans.ts";
import { bindingRules, type MerchantHours } from "./stricter.ts";
import { wallClockAt } from "./wall-clock.ts";

/** When texts to people of one signature may leave. */
export interface SendWindow {
  isOpen: boolean;
  /** Start of the present window, or of the next one when it is closed now. NEVER when the rules leave no hour in common. */
  opensAt: Date;
  /** End of that same window: a text that a carrier still holds by then must be given up. */
  closesAt: Date;
  /** Open: what closes it. Closed: what forbids this moment. Each by name, id and version, for the why-record. */
  rules: string[];
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

const DAY = 86_400_000;

/**
 * The window of everybody with this signature: the hours that every rule with evidence allows in every zone with
 * evidence, within the merchant's own and stricter choices; no Sundays or public holidays where a rule says so.
 * Transactional and compliance texts may leave at any time. One call serves a whole slice: until `closesAt` (or
 * `opensAt`, when closed) only `isOpen` can change.
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
    rules: isOpen ? span.closedBy : forbidding(calendar, now.getTime()).map(cited),
  };
}

/** What is worked out once for a signature, a merchant's hours and a day, for the next few days. */
interface Calendar {
  rules: WindowRule[];
  timeZones: string[];
  spans: (Omit<Span, "closedBy"> & { closedBy: string[] })[];
}

// Zone arithmetic costs half a millisecond; a few hundred signatures make up a shop. Holds nothing but functions of its key.
const calendars = new Map<string, Calendar>();
const KEPT_CALENDARS = 5_000;

function calendarOf(signature: string, merchant: MerchantHours, day: number): Calendar {
  const { startsMinute, endsMinute, stricter } = merchant;
  const chosen = stricter && Object.keys(stricter).length > 0 ? JSON.stringify(stricter) : "";
  const key = `${signature} ${startsMinute} ${endsMinute} ${day} ${chosen}`;
  const known = calendars.get(key);
  if (known) return known;
  const { rules, timeZones } = bindingRules(parseSignature(signature), merchant);
  const soon = sharedSpans(rules, timeZones, day, 3);
  // Most places open within three days; some meet only on certain days of the week, or never.
  const spans = soon.some(({ from }) => from >= (day + 1) * DAY) ? soon : sharedSpans(rules, timeZones, day, 30);
  if (calendars.size >= KEPT_CALENDARS) calendars.clear();
  const named = spans.map((span) => ({ ...span, closedBy: span.closedBy.map(cited) }));
  const calendar = { rules, timeZones, spans: named };
  calendars.set(key, calendar);
  return calendar;
}

function forbidding({ rules, timeZones }: Calendar, instant: number): WindowRule[] {
  const clocks = timeZones.map((zone) => wallClockAt(instant, zone));
  return rules.filter((rule) => !clocks.every((clock) => allowsAt(rule, clock)));
}
