import type { Job } from "#domain/jobs";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** A product of a store was changed or deleted. What it is now, the store is asked. */
export interface ProductChanged {
  shopId: string;
  productId: string;
  /** Null: it was deleted, and doesn't say when. */
  updatedAt: Date | null;
}

/**
 * Served by watched_variants_shop_id_product_id_idx. Events older than the last change nothing; equally old
 * ones may be of another change within the same second.
 */
const note = statement(
  "note-product-changes",
  `WITH changed AS (
     SELECT t.shop_id, t.product_id, max(t.at) AS at
     FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS t(shop_id, product_id, at) GROUP BY t.shop_id, t.product_id
   ), held AS (
     SELECT w.shop_id, w.variant_id, n.at FROM changed n
     JOIN watched_variants w ON w.shop_id = n.shop_id AND w.product_id = n.product_id
     WHERE n.at IS NULL OR n.at >= coalesce(greatest(w.answered_for, w.told_for), '-infinity')
     ORDER BY w.shop_id, w.variant_id FOR NO KEY UPDATE OF w
   )
   UPDATE watched_variants w SET told_for = coalesce(h.at, w.told_for), due_at = least(w.due_at, $4::timestamptz)
   FROM held h WHERE w.shop_id = h.shop_id AND w.variant_id = h.variant_id
   RETURNING w.shop_id AS "shopId"`,
);

/**
 * Has the store asked about these products' variants that are watched. Safe to repeat. Returns the jobs owed after the commit.
 */
export async function noteProductChanges(tx: Sql, changed: ProductChanged[], now: Date): Promise<Job[]> {
  if (changed.length === 0) return [];
  const t = columnsOf(changed, {
    shop_id: (it) => it.shopId,
    product_id: (it) => it.productId,
    at: (it) => it.updatedAt,
  });
  const due = await tx.run<{ shopId: string }>(...batch(note, { t }, [now]));
  return [...new Set(due.map(({ shopId }) => shopId))].map((shopId) => ({
    name: "variant-checks",
    payload: { shopId },
  }));
}
