import { DateTime } from "luxon";
import { type HistoryCount, readDayHistory } from "#domain/forecast/day-history";
import { connectSql } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";
import { parseShape, type Shape } from "./shape.ts";

export interface HistoryAsked {
  databaseUrl: string;
  /** "2025-11-28" */
  date: string;
  /** IANA. */
  timeZone: string;
}

const MINUTES = 1_440;
const MOST_SHOPS = 50;

const usualRate = statement(
  "rehearsal-usual-rate",
  `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY parts_per_second) AS rate FROM senders WHERE state = 'active'`,
);

/** The shape of a day that an installation has lived through. Counts by minute are all that is read from its database. */
export async function readHistoryShape(asked: HistoryAsked): Promise<Shape> {
  const midnight = DateTime.fromISO(asked.date, { zone: asked.timeZone }).startOf("day");
  if (!midnight.isValid) throw new Error(`"${asked.date}" in "${asked.timeZone}" is no day.`);
  const sql = connectSql(asked.databaseUrl, { connections: 1 });
  try {
    const until = midnight.plus({ days: 1 }).toJSDate();
    const rows = await readDayHistory(sql, { from: midnight.toJSDate(), until, shopId: null, by: "minute" });
    const [usual] = await sql.run<{ rate: number | null }>(usualRate, []);
    return shapeOfRows(rows, asked, midnight, usual?.rate ?? 1);
  } finally {
    await sql.close();
  }
}

export function shapeOfRows(
  rows: HistoryCount[],
  { date, timeZone }: Pick<HistoryAsked, "date" | "timeZone">,
  midnight: DateTime,
  partsPerSecond: number,
): Shape {
  const minuteOf = (at: Date) => Math.min(MINUTES - 1, Math.floor((at.getTime() - midnight.toMillis()) / 60_000));
  const ofKind = (kind: HistoryCount["kind"]) => rows.filter((row) => row.kind === kind && row.count > 0);
  const sum = (kind: HistoryCount["kind"]) => ofKind(kind).reduce((all, { count }) => all + count, 0);
  const curve = (kind: HistoryCount["kind"]) => {
    const minutes = Array.from({ length: MINUTES }, () => 0);
    for (const { at, count } of ofKind(kind)) minutes[minuteOf(at)] = (minutes[minuteOf(at)] ?? 0) + count;
    return minutes;
  };
  const perThousand = (kind: HistoryCount["kind"]) => (sum(kind) / Math.max(1, sum("campaign"))) * 1_000;
  if (sum("order") + sum("cart") + sum("campaign") === 0)
    throw new Error(`Nothing happened on ${date}: this database has no orders, carts and campaigns of that day.`);
  return parseShape({
    name: "history",
    title: `${date} as this installation lived it: ${sum("order")} orders and ${sum("campaign")} campaign texts`,
    timeZone,
    sources: [
      { says: "Orders, carts, campaigns and replies by minute.", from: `this installation's own database, ${date}` },
    ],
    orders: curve("order"),
    carts: curve("cart"),
    campaigns: ofKind("campaign").map(({ at, count }) => ({ at: hhmm(minuteOf(at)), recipients: count })),
    repliesPerThousandTexts: { stop: perThousand("stop"), help: perThousand("help"), talk: perThousand("talk") },
    shops: Math.max(1, Math.min(MOST_SHOPS, new Set(rows.map(({ shopId }) => shopId)).size)),
    partsPerSecond,
  });
}

function hhmm(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
