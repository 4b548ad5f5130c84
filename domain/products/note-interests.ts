import type { Job } from "#domain/jobs";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

/** restock, price: asked to be told when it is back or cheaper. look: viewed it. */
export type InterestKind = "restock" | "price" | "look";

/** A person's interest in a variant. Ids of variants and products are the store's numbers. */
export interface Interest {
  shopId: string;
  subscriberId: string;
  variantId: string;
  productId: string;
  kind: InterestKind;
  at: Date;
}

/** Variants of one shop that are watched. More are not: a visitor can invent their ids. */
export const MOST_VARIANTS = 20_000;
/** Interests of one person. */
const MOST_OF_ONE_PERSON = 200;

/** The store is asked about a variant that is new here, and about one for which a person asked. */
const watch = statement(
  "watch-variants",
  `INSERT INTO watched_variants AS w (shop_id, variant_id, product_id, due_at)
   SELECT t.shop_id, t.variant_id, min(t.product_id), $5::timestamptz
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS t(shop_id, variant_id, product_id, kind)
   LEFT JOIN watched_variants k ON k.shop_id = t.shop_id AND k.variant_id = t.variant_id
   WHERE t.kind <> 'look' AND k.variant_id IS NOT NULL
      OR k.variant_id IS NULL AND (SELECT count(*) FROM watched_variants x WHERE x.shop_id = t.shop_id) < $6::int
   GROUP BY t.shop_id, t.variant_id ORDER BY t.shop_id, t.variant_id
   ON CONFLICT (shop_id, variant_id) DO UPDATE SET due_at = least(w.due_at, excluded.due_at)
   RETURNING w.shop_id AS "shopId"`,
);
const insert = statementFile(import.meta.url, "./insert-interests.sql");

/**
 * Notes what people wait for or have looked at, and has the store asked about it. Of a person and a variant the
 * latest time of each kind counts. Beyond the limits of a shop and of a person nothing is noted. Safe to
 * repeat. Returns the jobs owed after the commit.
 */
export async function noteInterests(tx: Sql, interests: Interest[], now: Date): Promise<Job[]> {
  if (interests.length === 0) return [];
  const named = columnsOf(interests, {
    shop_id: (it) => it.shopId,
    variant_id: (it) => it.variantId,
    kind: (it) => it.kind,
  });
  const products = columnsOf(interests, { product_id: (it) => it.productId });
  const due = await tx.run<{ shopId: string }>(...batch(watch, { t: { ...named, ...products } }, [now, MOST_VARIANTS]));
  const people = columnsOf(interests, { subscriber_id: (it) => it.subscriberId, at: (it) => it.at });
  await tx.run(...batch(insert, { t: { ...named, ...people } }, [MOST_OF_ONE_PERSON]));
  return [...new Set(due.map(({ shopId }) => shopId))].map((shopId) => ({
    name: "variant-checks",
    payload: { shopId },
  }));
}
