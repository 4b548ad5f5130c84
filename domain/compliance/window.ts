import { citeRule, type RuleRef, refTo, type WindowRule } from "#domain/compliance/rules/rule";
import { parseSignature } from "#domain/places/signature";
import { comingSpans } from "./coming-spans.ts";
import { allowsAt, type Span } from "./spans.ts";
import { bindingRules, type MerchantHours } from "./stricter.ts";
import { wallClockAt } from "./wall-clock.ts";

/** When texts to people of one signature may leave. */
export interface SendWindow {
  isOpen: boolean;
  /** Start of the present window, or of the next one when it is closed now. NEVER when no hour of the coming three years is left. */
  opensAt: Date;
  /** End of that same window: a text that a carrier still holds by then must be given up. */
  closesAt: Date;
  /** Open: what closes it. Closed: what forbids this moment. */
  rules: WindowLimit[];
}

/** A rule, or the carrier's queue: a text that is handed over now would come out of it after the window. */
export type WindowLimit = RuleRef | { queueMinutes: number };

export interface WindowQuestion {
  signature: string;
  merchant: MerchantHours;
  now: Date;
  /** What the law exempts: only marketing has hours. */
  purpose: "marketing" | "transactional" | "compliance";
  /** How long the carrier keeps a text in its queue at present: one that would come out after the window waits here. */
  queueSeconds?: number | undefined;
}

/** Later than every text's expiry. */
export const NEVER = new Date("9999-12-31T00:00:00Z");

const DAY = 86_400_000;

/**
 * The window of everyone with this signature: the hours that every rule with evidence allows in every zone with
 * evidence, within the merchant's own and stricter choices; no Sundays or public holidays where a rule says so.
 * Transactional and compliance texts may leave at any time. One call serves a whole slice: until `closesAt` (or
 * `opensAt`, when closed) only `isOpen` can change.
 */
export function sendWindow({ signature, merchant, now, purpose, queueSeconds = 0 }: WindowQuestion): SendWindow {
  if (purpose !== "marketing") return { isOpen: true, opensAt: now, closesAt: NEVER, rules: [] };
  const at = now.getTime();
  const calendar = calendarOf(signature, merchant, Math.floor(at / DAY));
  const span = calendar.spans.find((it) => lastHandOff(it, queueSeconds) > at);
  const isOpen = span !== undefined && span.from <= at;
  const ending = calendar.spans.find(({ from, to }) => from <= at && at < to);
  return {
    isOpen,
    opensAt: span ? new Date(span.from) : NEVER,
    closesAt: span ? new Date(span.to) : NEVER,
    rules: ending
      ? [...(isOpen ? [] : [queueOf(queueSeconds)]), ...ending.closedBy]
      : forbiddingRules(calendar, at).map(refTo),
  };
}

/**
 * The moment by which a text must be handed over to leave the carrier's queue before the span ends. A queue takes half of a
 * span at most: behind a longer one no one would ever be texted, and what it still holds at the end is given up by its validity.
 */
function lastHandOff({ from, to }: Pick<Span, "from" | "to">, queueSeconds: number): number {
  return to - Math.min(queueSeconds * 1_000, (to - from) / 2);
}

/** To the minute: texts that wait for the same reason share its record. */
function queueOf(seconds: number): WindowLimit {
  return { queueMinutes: Math.max(1, Math.round(seconds / 60)) };
}

/** A limit in a few words. `nameRule` says how a rule is named. */
export function describeLimit(limit: WindowLimit, nameRule: (rule: RuleRef) => string = citeRule): string {
  return "queueMinutes" in limit
    ? `the carrier’s queue of about ${limit.queueMinutes} min would outlast it`
    : nameRule(limit);
}

/** What is worked out once for a signature, a merchant's hours and a day, for the next few days. */
interface Calendar {
  rules: WindowRule[];
  timeZones: string[];
  spans: (Omit<Span, "closedBy"> & { closedBy: RuleRef[] })[];
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
  const spans = comingSpans(rules, timeZones, day);
  if (calendars.size >= KEPT_CALENDARS) calendars.clear();
  const named = spans.map((span) => ({ ...span, closedBy: span.closedBy.map(refTo) }));
  const calendar = { rules, timeZones, spans: named };
  calendars.set(key, calendar);
  return calendar;
}

function forbiddingRules({ rules, timeZones }: Calendar, instant: number): WindowRule[] {
  const clocks = timeZones.map((zone) => wallClockAt(instant, zone));
  return rules.filter((rule) => !clocks.every((clock) => allowsAt(rule, clock)));
}
