import type { Context } from "#domain/context";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { newCode } from "./new-code.ts";
import { type DiscountTerms, termsKey } from "./terms.ts";

interface Wanted {
  shopId: string;
  terms: DiscountTerms;
}

export interface Pool {
  id: string;
  shopId: string;
  termsKey: string;
}

const make = statement(
  "make-discount-pools",
  `INSERT INTO discount_pools (shop_id, id, terms, terms_key, first_code, due_at, created_at)
   SELECT t.shop_id, t.id, t.terms, t.terms_key, t.first_code, $6::timestamptz, $6::timestamptz
   FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::text[], $5::text[]) AS t(shop_id, id, terms, terms_key, first_code)
   ORDER BY t.shop_id, t.terms_key
   ON CONFLICT (shop_id, terms_key) DO NOTHING`,
);
/** In one order for all, because the callers lock them in the order that they get them. */
const find = statement(
  "find-discount-pools",
  `SELECT p.shop_id AS "shopId", p.id, p.terms_key AS "termsKey" FROM discount_pools p
   JOIN unnest($1::uuid[], $2::text[]) AS t(shop_id, terms_key) ON p.shop_id = t.shop_id AND p.terms_key = t.terms_key
   ORDER BY p.shop_id, p.id`,
);

/** The pools for these terms, made if they are new, by shop and id: the first codes of a new one are made soon. */
export async function poolsFor(tx: Sql, { clock }: Pick<Context, "clock">, wanted: Wanted[]): Promise<Pool[]> {
  const distinct = [...new Map(wanted.map((it) => [`${it.shopId} ${termsKey(it.terms)}`, it])).values()];
  if (distinct.length === 0) return [];
  const keys = columnsOf(distinct, { shop_id: (it) => it.shopId, terms_key: (it) => termsKey(it.terms) });
  const known = await tx.run<Pool>(...batch(find, { t: keys }));
  if (known.length === distinct.length) return known;
  const rest = columnsOf(distinct, {
    id: () => newId(),
    terms: (it) => JSON.stringify(it.terms),
    first_code: (it) => newCode(it.terms.prefix),
  });
  await tx.run(...batch(make, { t: { ...keys, ...rest } }, [clock.now()]));
  return tx.run<Pool>(...batch(find, { t: keys }));
}
