import type { WindowRule } from "#domain/compliance/rules/rule";
import { type Span, sharedSpans } from "./spans.ts";

const DAY = 86_400_000;
/** Most places open within three days. */
const SOON = 3;
/** Some rules meet on certain weekdays only, or in the weeks between two countries' clock changes. */
const STEP = 30;
/** A holiday can close the only week of a year, and a rule can begin or end later than that. */
const FARTHEST = 3 * 366;
/** How much of a search without a result must still lie ahead for its answer to hold. */
const STILL_AHEAD = 2 * 366;

/**
 * The spans that the rules allow in all zones from a day (counted from 1 January 1970, UTC) on: those of the next days and, when
 * the next opening is farther away, that one. Without any later span, no hour of the next three years is allowed.
 */
export function comingSpans(rules: WindowRule[], timeZones: string[], day: number): Span[] {
  const soon = sharedSpans(rules, timeZones, day, SOON);
  if (hasLater(soon, day)) return soon;
  const month = sharedSpans(rules, timeZones, day, STEP);
  return hasLater(month, day) ? month : [...month, ...distantSpans(rules, timeZones, day + STEP)];
}

function hasLater(spans: Span[], day: number): boolean {
  return spans.some(({ from }) => from >= (day + 1) * DAY);
}

interface Search {
  /** First and last day looked at. */
  from: number;
  to: number;
  /** The day (UTC) on which the first span begins; null when there was none. */
  found: number | null;
}

// A search of three years takes some milliseconds, and its answer holds for weeks or months. Holds nothing but functions of its key.
const searches = new Map<string, Search>();
const KEPT_SEARCHES = 1_000;

function distantSpans(rules: WindowRule[], timeZones: string[], day: number): Span[] {
  const key = JSON.stringify([rules, timeZones]);
  const known = searches.get(key);
  const search = known && holdsOn(known, day) ? known : searchFrom(rules, timeZones, day);
  if (searches.size >= KEPT_SEARCHES) searches.clear();
  searches.set(key, search);
  if (search.found === null) return [];
  // Looked at again from its own day, because a step of the search may cut it.
  return sharedSpans(rules, timeZones, search.found, SOON).filter(({ from }) => from >= day * DAY);
}

function holdsOn({ from, to, found }: Search, day: number): boolean {
  return from <= day && (found === null ? to >= day + STILL_AHEAD : found > day);
}

function searchFrom(rules: WindowRule[], timeZones: string[], from: number): Search {
  const to = from + FARTHEST;
  for (let day = from; day < to; day += STEP) {
    const first = sharedSpans(rules, timeZones, day, STEP).find((span) => span.from >= from * DAY);
    if (first) return { from, to, found: Math.floor(first.from / DAY) };
  }
  return { from, to, found: null };
}
