import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Not deleted but emptied: the row must go on saying that this checkout is no longer one to come back to. */
const empty = statement(
  "delete-checkouts",
  `UPDATE checkouts c
   SET recovery_url = NULL, lines = '[]', total_micros = 0, completed_at = coalesce(c.completed_at, t.at),
       news_at = greatest(c.news_at, t.at)
   FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS t(shop_id, token, at)
   WHERE c.shop_id = t.shop_id AND c.token = t.token AND (c.news_at IS NULL OR c.news_at <= t.at)`,
);

/** Empties checkouts that the store deleted: no reminder of them is sent any more. Safe to repeat. */
export async function deleteCheckouts(
  tx: Sql,
  deleted: { shopId: string; token: string; newsAt: Date }[],
): Promise<void> {
  if (deleted.length === 0) return;
  const latest = [...deleted].sort((a, b) => a.newsAt.getTime() - b.newsAt.getTime());
  const byKey = new Map(latest.map((it) => [`${it.shopId} ${it.token}`, it]));
  const rows = [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, it]) => it);
  await tx.run(empty, [rows.map((it) => it.shopId), rows.map((it) => it.token), rows.map((it) => it.newsAt)]);
}
