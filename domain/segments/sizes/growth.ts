import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export interface SegmentSize {
  /** "2026-11-24", of the shop's calendar. */
  day: string;
  people: number;
  subscribed: number;
  isExact: boolean;
}

const readSegmentGrowth = statement(
  "segment-growth",
  `SELECT day, people, subscribed, is_exact AS "isExact" FROM segment_sizes WHERE shop_id = $1 AND segment_id = $2
   ORDER BY day DESC LIMIT $3`,
);

/** A segment's size day by day, oldest first; a day on which it was not counted is not there. */
export async function growthOf(db: Sql, shopId: string, segmentId: string, days = 90): Promise<SegmentSize[]> {
  return (await db.run<SegmentSize>(readSegmentGrowth, [shopId, segmentId, days])).toReversed();
}

const readAll = statement(
  "growth-of-segments",
  `SELECT segment_id AS "segmentId", array_agg(people ORDER BY day) AS people FROM segment_sizes
   WHERE shop_id = $1 AND day > $2::date - $3::int GROUP BY segment_id`,
);

/** How many people were in each segment of the shop, day by day until `lastDay`, oldest first; by the segment's id. */
export async function growthOfAll(
  db: Sql,
  shopId: string,
  { lastDay, days }: { lastDay: string; days: number },
): Promise<Map<string, number[]>> {
  const rows = await db.run<{ segmentId: string; people: number[] }>(readAll, [shopId, lastDay, days]);
  return new Map(rows.map(({ segmentId, people }) => [segmentId, people]));
}
