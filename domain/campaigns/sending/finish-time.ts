import { budgetRate, type DueParts, type Pace, whenDone } from "#domain/carriers/pace";

/** Below this part of what the number allows, it is the line that holds a campaign up, not how it was measured. */
const HELD_BACK = 0.8;
/** Sums in another order differ by less. */
const ROUNDING_MS = 1_000;

/** What the shop got of the line lately, and whom it shares it with. */
export interface LineShare {
  partsPerSecond: number;
  /** Shops that have campaign texts due, this one among them. */
  shopsInLine: number;
}

export interface Finish {
  /** When the last text will have left. */
  at: Date;
  partsPerSecond: number;
  /** What keeps it from being quicker: the number's throughput, a carrier's budget of the minute, or the shop's share. */
  limit: "number" | "carrier" | "line";
  /** Shops that have campaign texts due; 1 when that is not known. */
  shopsInLine: number;
  /** True when a carrier's day is used up before the end. */
  waitsForDay: boolean;
  /** True when it would be through sooner if everyone might be texted now. */
  waitsForHours: boolean;
}

/**
 * When a campaign will be through: at the slowest of what its number sends, its carriers take and the shop's share of the
 * line allows (null: nothing measured, or no one to share with), idle only while nothing is due. More to send never ends
 * earlier. `backlogs` holds what goes before it too; null when there is nothing left.
 */
export function finishTime(backlogs: DueParts[], pace: Pace, share: LineShare | null, now: Date): Finish | null {
  if (backlogs.length === 0) return null;
  const allowed = budgetRate(pace);
  const isHeldBack = share !== null && share.partsPerSecond < allowed * HELD_BACK;
  const partsPerSecond = isHeldBack ? share.partsPerSecond : allowed;
  const own = { ...pace, partsPerSecond: Math.min(pace.partsPerSecond, partsPerSecond) };
  const at = whenDone(backlogs, own, now);
  const dueNow = backlogs.map((backlog) => ({ ...backlog, dueAt: now }));
  return {
    at,
    partsPerSecond,
    limit: isHeldBack ? "line" : allowed < pace.partsPerSecond ? "carrier" : "number",
    shopsInLine: share?.shopsInLine ?? 1,
    waitsForDay: at > whenDone(backlogs, { ...own, days: [] }, now),
    waitsForHours: at.getTime() - whenDone(dueNow, own, now).getTime() > ROUNDING_MS,
  };
}
