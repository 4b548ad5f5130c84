import { batch, columnsOf } from "#platform/sql/batch";
import type { Db, Sql } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement } from "#platform/sql/statement";

/** Rows at a time, so that no one waits for a long delete. */
const BATCH = 10_000;

/** Who has looked is of no use after the longest time that a flow can look back; who has asked is told within half a year or never. */
const interests = statement(
  "prune-product-interests",
  `DELETE FROM product_interests WHERE (shop_id, variant_id, kind, subscriber_id) IN (
     SELECT shop_id, variant_id, kind, subscriber_id FROM product_interests
     WHERE at < $1::timestamptz - interval '30 days' AND (kind = 'look' OR at < $1::timestamptz - interval '180 days')
     LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);
const changes = statement(
  "prune-variant-changes",
  `DELETE FROM variant_changes WHERE (shop_id, id) IN (
     SELECT shop_id, id FROM variant_changes WHERE at < $1::timestamptz - interval '7 days'
     ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);
const noOneWaits = `NOT EXISTS (SELECT FROM product_interests i WHERE i.shop_id = w.shop_id AND i.variant_id = w.variant_id)
  AND NOT EXISTS (SELECT FROM variant_changes c WHERE c.shop_id = w.shop_id AND c.variant_id = w.variant_id)`;
/** Texts that wait ask about their variant for days: it stays that long after the last person's interest. */
const lockVariants = statement(
  "lock-variants-to-prune",
  `SELECT w.shop_id AS "shopId", w.variant_id AS "variantId" FROM watched_variants w
   WHERE coalesce(w.price_since, w.answered_for, '-infinity') < $1::timestamptz - interval '7 days' AND ${noOneWaits}
   LIMIT $2 FOR UPDATE SKIP LOCKED`,
);
const variants = statement(
  "prune-watched-variants",
  `DELETE FROM watched_variants w USING unnest($1::uuid[], $2::text[]) AS t(shop_id, variant_id)
   WHERE w.shop_id = t.shop_id AND w.variant_id = t.variant_id AND ${noOneWaits}
   RETURNING 1 AS gone`,
);

/** Forgets interests that have grown old, and variants that no one waits for. Returns how many rows went. */
export async function pruneProducts(db: Pick<Db, "run" | "transaction">, now: Date): Promise<number> {
  let gone = 0;
  for (const statement of [interests, changes]) gone += await inBatches(BATCH, () => db.run(statement, [now, BATCH]));
  return gone + (await inBatches(BATCH, () => db.transaction((tx) => pruneVariants(tx, now))));
}

/** Someone may begin to wait until the rows are locked: whether anyone does is asked again then. */
async function pruneVariants(tx: Sql, now: Date): Promise<object[]> {
  const locked = await tx.run<{ shopId: string; variantId: string }>(lockVariants, [now, BATCH]);
  const t = columnsOf(locked, { shop_id: (it) => it.shopId, variant_id: (it) => it.variantId });
  return tx.run(...batch(variants, { t }));
}
