import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { SEGMENT_COLUMNS, type Segment, type SegmentRow, segmentOf } from "./find.ts";

/** More than a merchant can keep apart; saveSegment refuses another one. */
export const MOST_SEGMENTS = 500;

const list = statement(
  "list-segments",
  `SELECT ${SEGMENT_COLUMNS} FROM segments WHERE shop_id = $1 AND (archived_at IS NOT NULL) = $2 ORDER BY lower(name), id LIMIT $3`,
);

/** The shop's segments by name, with their sizes as last counted: those in use, or the archived ones. */
export async function listSegments(db: Sql, shopId: string, { archived = false } = {}): Promise<Segment[]> {
  const rows = await db.run<SegmentRow>(list, [shopId, archived, MOST_SEGMENTS]);
  return rows.map(segmentOf);
}
