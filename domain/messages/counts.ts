import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

const fold = statementFile(import.meta.url, "./fold-counts.sql");

/** Those of campaigns that are over grow by late receipts alone, and no one looks at the campaign any more. */
const unfolded = statement(
  "unfolded-counts",
  `SELECT shop_id AS "shopId", source_id AS "sourceId" FROM message_tallies
   GROUP BY shop_id, source_id HAVING count(*) > 2 * count(DISTINCT (state, reason, is_asking))`,
);

/**
 * Sums up what the triggers on messages have tallied for a campaign, so that its progress is read from a few rows. The
 * numbers stay the same at any moment. Returns how many rows are gone; safe to repeat and to run twice at once.
 */
export async function foldCounts(sql: Sql, shopId: string, sourceId: string): Promise<number> {
  const [row] = await sql.run<{ gone: number }>(fold, [shopId, sourceId]);
  return row?.gone ?? 0;
}

/** As `foldCounts`, for every campaign that there is much to sum up of. Returns how many rows are gone. */
export async function foldAllCounts(sql: Sql): Promise<number> {
  let gone = 0;
  for (const { shopId, sourceId } of await sql.run<{ shopId: string; sourceId: string }>(unfolded))
    gone += await foldCounts(sql, shopId, sourceId);
  return gone;
}
