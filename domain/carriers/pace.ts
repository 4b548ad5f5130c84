import { DateTime } from "luxon";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { minuteBucket } from "./minute-budgets.ts";

/** A budget that begins again at midnight in its zone. */
export interface DayBudget {
  parts: number;
  /** What of it is left of the day in which the question is asked. */
  left: number;
  /** IANA. */
  resetsIn: string;
}

/** Everything that bounds how quickly texts of one sender may leave. Parts throughout. */
export interface Pace {
  /** The sender's own. */
  partsPerSecond: number;
  /** Of carriers, each on its own. */
  minutes: number[];
  days: DayBudget[];
}

/** Parts that may leave from some time on. */
export interface DueParts {
  dueAt: Date;
  parts: number;
}

const readDays = statement(
  "day-budgets",
  `SELECT b.parts, b.resets_in AS "resetsIn", greatest(0, b.parts - coalesce(c.used, 0)) AS left
   FROM carrier_budgets b
   LEFT JOIN spend_counters c ON c.shop_id = b.shop_id AND c.kind = 'budget' AND c.target = b.id
     AND c.day = ($3::timestamptz AT TIME ZONE b.resets_in)::date
   WHERE b.shop_id = $1 AND b.per = 'day' AND b.sender_ids @> ARRAY[$2::uuid] AND b.effective_from <= $3`,
);

const readMinutes = statement(
  "minute-budget-parts",
  `SELECT parts FROM carrier_budgets
   WHERE shop_id = $1 AND per = 'minute' AND sender_ids @> ARRAY[$2::uuid] AND effective_from <= $3`,
);

/** What carriers allow a sender now, with what of today's is left; `partsPerSecond` is the sender's own rate. */
export async function paceOf(
  sql: Sql,
  { shopId, senderId, partsPerSecond }: { shopId: string; senderId: string; partsPerSecond: number },
  now: Date,
): Promise<Pace> {
  const days = await sql.run<DayBudget>(readDays, [shopId, senderId, now]);
  const minutes = await sql.run<{ parts: number }>(readMinutes, [shopId, senderId, now]);
  return { partsPerSecond, minutes: minutes.map(({ parts }) => parts), days };
}

/** Parts a second that can be kept up while no day is used up: the slowest of the sender and its carriers' minutes. */
export function budgetRate({ partsPerSecond, minutes }: Pick<Pace, "partsPerSecond" | "minutes">): number {
  return Math.min(partsPerSecond, ...minutes.map((parts) => minuteBucket(parts).perSecond));
}

/**
 * When the last part of these backlogs will have left: at the slowest rate of all, idle only while nothing is due, and
 * stopped from the moment a day's budget is used up until its midnight.
 */
export function whenDone(backlogs: DueParts[], pace: Pace, now: Date): Date {
  const perMs = budgetRate(pace) / 1_000;
  const days = pace.days.map((day) => ({ ...day, endsAt: midnightAfter(now.getTime(), day.resetsIn) }));
  let at = now.getTime();
  for (const { dueAt, parts } of backlogs.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())) {
    at = Math.max(at, dueAt.getTime());
    for (let rest = parts; rest > 0; ) {
      for (const day of days) beginAnew(day, at);
      const usedUp = days.filter(({ left }) => left <= 0);
      if (usedUp.length > 0) {
        at = Math.max(...usedUp.map(({ endsAt }) => endsAt));
        continue;
      }
      const nextMidnight = Math.min(...days.map(({ endsAt }) => endsAt));
      const untilMidnight = (nextMidnight - at) * perMs;
      const leaving = Math.min(rest, untilMidnight, ...days.map(({ left }) => left));
      at = leaving === untilMidnight ? nextMidnight : at + leaving / perMs;
      rest -= leaving;
      for (const day of days) day.left -= leaving;
    }
  }
  return new Date(Math.round(at));
}

function beginAnew(day: DayBudget & { endsAt: number }, at: number): void {
  if (at < day.endsAt) return;
  day.left = day.parts;
  day.endsAt = midnightAfter(at, day.resetsIn);
}

function midnightAfter(at: number, zone: string): number {
  return DateTime.fromMillis(at, { zone }).plus({ days: 1 }).startOf("day").toMillis();
}
