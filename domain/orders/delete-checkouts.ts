import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Not deleted but emptied: the row must go on saying that this checkout is no longer one to come back to. */
const empty = statement(
  "delete-checkouts",
  `UPDATE checkouts c
   SET recovery_url = NULL, lines = '[]', total_micros = 0, completed_at = coalesce(c.completed_at, t.at),
       news_at = greatest(c.news_at, t.at)
   FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[]) AS t(shop_id, token, at, deletion_id)
   WHERE c.shop_id = t.shop_id AND c.token = t.token AND (c.news_at IS NULL OR c.news_at <= t.at)
     AND NOT EXISTS (SELECT FROM checkouts o WHERE o.shop_id = t.shop_id AND o.checkout_id = t.deletion_id)
   RETURNING c.shop_id AS "shopId", c.token, t.at AS "eventAt", t.deletion_id AS "deletionId"`,
);
/** One checkout keeps the name of its deletion: of several in one cart the first. */
const nameDeletion = statement(
  "name-checkout-deletions",
  `UPDATE checkouts c SET checkout_id = t.deletion_id
   FROM (SELECT DISTINCT ON (shop_id, deletion_id) * FROM unnest($1::uuid[], $2::text[], $3::text[]) AS u(shop_id, token, deletion_id)
         WHERE deletion_id IS NOT NULL ORDER BY shop_id, deletion_id, token) t
   WHERE c.shop_id = t.shop_id AND c.token = t.token AND c.checkout_id IS NULL`,
);

export interface DeletedCheckout {
  shopId: string;
  token: string;
  /** When the store told that it was deleted: a deletion has no time of its own. */
  eventAt: Date;
  /** The store's own name for the deletion; null when it has none. */
  deletionId: string | null;
}

/**
 * Empties checkouts that the store deleted: no reminder of them is sent any more. Returns those. A checkout with newer news, or
 * begun after this deletion was told for the first time, is left as it is. Safe to repeat.
 */
export async function deleteCheckouts(tx: Sql, deleted: DeletedCheckout[]): Promise<DeletedCheckout[]> {
  if (deleted.length === 0) return [];
  const latest = [...deleted].sort((a, b) => a.eventAt.getTime() - b.eventAt.getTime());
  const byKey = new Map(latest.map((it) => [`${it.shopId} ${it.token}`, it]));
  const rows = [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, it]) => it);
  const emptied = await tx.run<DeletedCheckout>(
    ...batch(empty, {
      t: columnsOf(rows, {
        shop_id: (it) => it.shopId,
        token: (it) => it.token,
        at: (it) => it.eventAt,
        deletion_id: (it) => it.deletionId,
      }),
    }),
  );
  if (emptied.length > 0)
    await tx.run(
      ...batch(nameDeletion, {
        u: columnsOf(emptied, {
          shop_id: (it) => it.shopId,
          token: (it) => it.token,
          deletion_id: (it) => it.deletionId,
        }),
      }),
    );
  return emptied;
}
