import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

export interface SegmentSize {
  /** "2026-11-24", of the shop's calendar. */
  day: string;
  people: number;
  subscribed: number;
  isExact: boolean;
}

const read = statement(
  "segment-growth",
  `SELECT day, people, subscribed, is_exact AS "isExact" FROM segment_sizes WHERE shop_id = $1 AND segment_id = $2
   ORDER BY day DESC LIMIT $3`,
);

/** A segment's size day by day, oldest first; a day on which it was not counted is not there. */
export async function growthOf(db: Sql, shopId: string, segmentId: string, days = 90): Promise<SegmentSize[]> {
  return (await db.run<SegmentSize>(read, [shopId, segmentId, days])).toReversed();
}
