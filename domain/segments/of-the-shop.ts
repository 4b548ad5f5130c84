import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const readPages = statement(
  "subscriber-pages",
  "SELECT least(100, 100 * $1::float8 / greatest(1, relpages)) AS percent FROM pg_class WHERE oid = 'subscribers'::regclass",
);
const readShare = statement(
  "share-of-subscribers",
  `SELECT count(*) FILTER (WHERE shop_id = $1) / greatest(1, count(*))::float8 AS share
   FROM subscribers TABLESAMPLE SYSTEM ($2)`,
);

/** Pages looked at to tell a shop's share of the table: a millisecond or two. */
const PAGES = 300;
/** What the planner takes a shop for that it has no statistics of: one of so many. */
const TAKEN_FOR = 200;

/**
 * The condition that a subscriber s is of the shop $1, written so that PostgreSQL expects as many as there are. It has no
 * statistics of shops, on purpose (20261121010000_hot_messages), and takes each for one of two hundred: for a shop that is
 * most of the table it would then neither use a second core nor join by hashing. A list that names the shop n times is n
 * two-hundredths to the planner, and one look in the index to the executor.
 */
export async function ofTheShop(db: Sql, shopId: string): Promise<string> {
  const [pages] = await db.run<{ percent: number }>(readPages, [PAGES]);
  const [found] = await db.run<{ share: number }>(readShare, [shopId, pages?.percent ?? 100]);
  const times = Math.min(TAKEN_FOR - 1, Math.round((found?.share ?? 0) * TAKEN_FOR));
  return times < 2 ? "s.shop_id = $1" : `s.shop_id = ANY(array_fill($1::uuid, ARRAY[${times}]))`;
}
