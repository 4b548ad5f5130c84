import type { Context } from "#domain/context";
import { storeSettings } from "#domain/shops/settings";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { forgetCounters, recountCounters } from "./recount.ts";
import { wakeRefused } from "./wake.ts";

const lock = statement(
  "lock-daily-cap",
  `SELECT daily_spend_cap_micros AS cap FROM shop_settings WHERE shop_id = $1 FOR UPDATE`,
);
const readDailySpending = statement(
  "read-daily-spending",
  `SELECT g.daily_spend_cap_micros AS "capMicros", c.used AS "usedMicros", c.refused IS NOT NULL AS "isReached",
          (($2::timestamptz AT TIME ZONE z.name)::date + 1)::timestamp AT TIME ZONE z.name AS "endsAt"
   FROM shop_settings g
   CROSS JOIN (SELECT zone_or_utc(time_zone) AS name FROM shops WHERE id = $1) AS z
   LEFT JOIN spend_counters c ON c.shop_id = $1 AND c.kind = 'day' AND c.target = $1 AND c.day = ($2::timestamptz AT TIME ZONE z.name)::date
   WHERE g.shop_id = $1`,
);

export interface DailySpending {
  /** Millionths of a US dollar; null: no cap. */
  capMicros: number | null;
  /** Reserved today; null before the first text that counted. */
  usedMicros: number | null;
  /** A marketing text did not fit any more: they wait until `endsAt`. */
  isReached: boolean;
  /** The end of the shop's day. */
  endsAt: Date;
}

/** The shop's spend cap for a day and what of it is used today. */
export async function dailySpending(db: Sql, shopId: string, now: Date): Promise<DailySpending> {
  const [row] = await db.run<DailySpending>(readDailySpending, [shopId, now]);
  if (!row) throw new Error("A shop without settings has no cap.");
  return row;
}

/**
 * Sets, changes or (null) removes the shop's spend cap for a day, in millionths of a US dollar. Every claim that begins
 * after this has returned keeps to it, and what earlier ones sent today is counted. What waited because of the cap that was
 * is looked at again at once. Safe to repeat.
 */
export async function setDailyCap(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  capMicros: number | null,
): Promise<void> {
  const counters = { shopId, kind: "day" as const, targets: [shopId] };
  const isNew = await db.transaction(async (tx) => {
    const [before] = await tx.run<{ cap: number | null }>(lock, [shopId]);
    if (!before || before.cap === capMicros) return false;
    await storeSettings(tx, shopId, { dailySpendCapMicros: capMicros }, clock.now());
    if (before.cap === null) await forgetCounters(tx, counters);
    return before.cap === null;
  });
  if (isNew) await recountCounters(db, counters);
  await wakeRefused(db, { shopId, kind: "day", targets: [shopId], reason: "spend-cap" }, clock.now());
}
