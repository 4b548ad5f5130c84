import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { LineShare } from "./finish-time.ts";

/** Real seconds to look back: long enough for many turns of the line, short enough to be read in a blink. */
const LOOK_BACK_SECONDS = 15;
/** Less than this says nothing yet. */
const LEAST_SECONDS = 3;

/** What the line of campaign texts has just sent. */
export interface MeasuredLine {
  /** Of the shop's share. */
  weight: number;
  shopsInLine: number;
  weightInLine: number;
  partsInAll: number;
  partsOfShop: number;
  /** Since the first of these parts. */
  secondsInAll: number;
  secondsOfShop: number;
}

const readLineShare = statementFile(import.meta.url, "./line.sql");

/** What the shop's campaigns get of the line at present; null while it stands in none, or has only just begun. */
export async function lineShareOf(db: Sql, shopId: string, now: Date): Promise<LineShare | null> {
  const [line] = await db.run<MeasuredLine>(readLineShare, [shopId, now, LOOK_BACK_SECONDS]);
  return line ? shareOf(line) : null;
}

/**
 * The parts a second that a shop may count on: what it just got, and at least its weight's share of what everyone got,
 * which is due to it whenever it asks for it.
 */
export function shareOf(line: MeasuredLine): LineShare | null {
  const { weight, shopsInLine, weightInLine, partsInAll, partsOfShop, secondsInAll, secondsOfShop } = line;
  if (partsOfShop === 0 || weightInLine === 0 || secondsOfShop < LEAST_SECONDS) return null;
  const got = partsOfShop / secondsOfShop;
  const due = (partsInAll / secondsInAll) * (weight / weightInLine);
  return { partsPerSecond: Math.max(got, due), shopsInLine };
}
