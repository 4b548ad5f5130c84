import { IANAZone } from "luxon";

/** Days and minutes as the clock on the wall shows them. A day is counted from 1 January 1970 of that wall's calendar. */
export interface WallClock {
  day: number;
  /** 0 Sunday … 6 Saturday. */
  weekday: number;
  /** Minutes after midnight, with fractions. */
  minute: number;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** What the wall clock in the zone shows at an instant (milliseconds since the epoch). */
export function wallClockAt(instant: number, timeZone: string): WallClock {
  const local = instant + offsetMs(timeZone, instant);
  const day = Math.floor(local / DAY);
  return { day, weekday: weekdayOf(day), minute: (local - day * DAY) / MINUTE };
}

export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** "2026-03-08" for a day. */
export function isoDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * The instants at which the wall clock shows a minute of a day: one, or two on the night it is set back. When it jumps
 * over that minute both are the moment of the jump.
 */
export function instantsOf(day: number, minute: number, timeZone: string): { first: number; last: number } {
  const wall = day * DAY + minute * MINUTE;
  const before = offsetMs(timeZone, wall - DAY);
  const after = offsetMs(timeZone, wall + DAY);
  const candidates = [wall - before, wall - after].filter((at) => at + offsetMs(timeZone, at) === wall);
  if (candidates.length > 0) return { first: Math.min(...candidates), last: Math.max(...candidates) };
  const jump = jumpBetween(wall - after, wall - before, timeZone);
  return { first: jump, last: jump };
}

/** The first instant with the later offset. */
function jumpBetween(earlier: number, later: number, timeZone: string): number {
  const newOffset = offsetMs(timeZone, later);
  let [low, high] = [earlier, later];
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000;
    if (offsetMs(timeZone, middle) === newOffset) high = middle;
    else low = middle;
  }
  return high;
}

// Asking the zone takes 4 µs, and a search of years asks thousands of times. Holds nothing but functions of its key.
const offsetsAtMidnight = new Map<string, Map<number, number>>();
const KEPT_DAYS = 4_000;

function offsetMs(timeZone: string, instant: number): number {
  const day = Math.floor(instant / DAY);
  const before = midnightOffsetMs(timeZone, day);
  // No zone changes its clock and changes it back within a day.
  return before === midnightOffsetMs(timeZone, day + 1) ? before : askedOffsetMs(timeZone, instant);
}

/** At 0:00 UTC. */
function midnightOffsetMs(timeZone: string, day: number): number {
  const days = offsetsAtMidnight.get(timeZone) ?? new Map<number, number>();
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= KEPT_DAYS) days.clear();
  const offset = askedOffsetMs(timeZone, day * DAY);
  offsetsAtMidnight.set(timeZone, days.set(day, offset));
  return offset;
}

function askedOffsetMs(timeZone: string, instant: number): number {
  return IANAZone.create(timeZone).offset(instant) * MINUTE;
}
