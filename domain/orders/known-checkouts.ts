import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

interface Named {
  shopId: string;
  checkoutId: string | null;
}

/** Served by the partial unique index checkouts_checkout_id. */
const find = statement(
  "tokens-of-checkouts",
  `SELECT c.shop_id AS "shopId", c.checkout_id AS "checkoutId", c.token
   FROM checkouts c
   JOIN unnest($1::uuid[], $2::text[]) AS t(shop_id, checkout_id) ON c.shop_id = t.shop_id AND c.checkout_id = t.checkout_id`,
);

/**
 * Under which token we know the checkouts that news name by the store's number. A checkout that was first found in the
 * store's own record, which names no token, keeps the one it was given then (shopify/record/checkouts.ts): told later
 * under its own, it is still the same cart with the same walk. Returns a function that gives news the token we know.
 */
export async function tokensWeKnow(
  tx: Sql,
  news: Named[],
): Promise<<Token extends string | null>(it: Named, token: Token) => Token | string> {
  const numbered = news.filter((it) => it.checkoutId !== null);
  const rows =
    numbered.length === 0
      ? []
      : await tx.run<{ shopId: string; checkoutId: string; token: string }>(find, [
          numbered.map((it) => it.shopId),
          numbered.map((it) => it.checkoutId),
        ]);
  const tokens = new Map(rows.map((row) => [`${row.shopId} ${row.checkoutId}`, row.token]));
  return (it, token) => tokens.get(`${it.shopId} ${it.checkoutId}`) ?? token;
}
