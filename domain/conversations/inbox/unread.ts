import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** From so many on, the navigation shows "99+". */
export const MOST_COUNTED = 100;

/** By the partial index conversations_unread: it reads at most as many entries as it counts. */
const count = statement(
  "count-unread-conversations",
  `SELECT count(*)::int AS unread
   FROM (SELECT FROM conversations WHERE shop_id = $1 AND unread > 0 LIMIT ${MOST_COUNTED}) AS counted`,
);

/** How many conversations have texts that no one has read, up to MOST_COUNTED. */
export async function countUnread(db: Sql, shopId: string): Promise<number> {
  const [row] = await db.run<{ unread: number }>(count, [shopId]);
  return row?.unread ?? 0;
}
