import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

/** How news name a checkout: by its own token, by its cart's, or by both. */
export interface NamedCheckout {
  shopId: string;
  token: string | null;
  cartToken: string | null;
}

export interface CheckoutNames {
  /** The token under which we keep the checkout; null when the news name none. */
  of(it: NamedCheckout): string | null;
  /** The tokens under which we keep the checkouts of a cart; empty when we know of none. */
  ofCart(shopId: string, cartToken: string): string[];
}

interface Row {
  shopId: string;
  token: string;
  cartToken: string | null;
  isOpen: boolean;
}

const lock = statement(
  "lock-carts",
  `SELECT count(pg_advisory_xact_lock(k.key)) FROM (
     SELECT DISTINCT hashtextextended('cart ' || t.shop_id || '/' || t.cart_token, 0) AS key
     FROM unnest($1::text[], $2::text[]) AS t(shop_id, cart_token) ORDER BY key) AS k`,
);
const find = statementFile(import.meta.url, "./find-checkouts.sql");

/**
 * Finds under which token we keep the checkouts that news tell of. Most are kept under their own. One that was first
 * found in the store's record may be kept under its cart's token, because the record's link names no other: told later
 * under its own, it is still the same cart with the same walk. An order may name only the cart, and a deletion
 * (`deleted`) never names more. Transactions that tell of one cart take turns until they end.
 */
export async function nameCheckouts(
  tx: Sql,
  news: NamedCheckout[],
  deleted: { shopId: string; cartToken: string }[],
): Promise<CheckoutNames> {
  const all = [...news, ...deleted.map((it) => ({ ...it, token: null }))];
  const named = all.filter((it) => it.token !== null || it.cartToken !== null);
  const shopIds = named.map((it) => it.shopId);
  const carts = named.map((it) => it.cartToken);
  const withCart = named.filter((it) => it.cartToken !== null);
  if (withCart.length > 0)
    await tx.run(
      ...batch(lock, { t: columnsOf(withCart, { shop_id: (it) => it.shopId, cart_token: (it) => it.cartToken }) }),
    );
  const rows =
    named.length > 0
      ? await tx.run<Row>(
          ...batch(find, { t: { shop_id: shopIds, token: named.map((it) => it.token), cart_token: carts } }),
        )
      : [];
  return namesIn(rows, news);
}

/** The names by what is known already, and by what the same batch tells. */
function namesIn(known: Row[], news: NamedCheckout[]): CheckoutNames {
  const byToken = new Map(known.map((row) => [keyOf(row.shopId, row.token), row]));
  const byCart = new Map<string, Row[]>();
  for (const row of known) addToCart(byCart, row);

  function of({ shopId, token, cartToken }: NamedCheckout): string | null {
    if (token !== null && byToken.has(keyOf(shopId, token))) return token;
    if (cartToken === null) return token;
    if (byToken.has(keyOf(shopId, cartToken))) return cartToken;
    const namesCartAlone = token === null || token === cartToken;
    const [first, ...others] = namesCartAlone ? (byCart.get(keyOf(shopId, cartToken)) ?? []) : [];
    return ([first, ...others].find((row) => row?.isOpen) ?? first)?.token ?? token ?? cartToken;
  }

  // Those with a token of their own first: what names only the cart is then one of them.
  const ranked = [...news].sort((a, b) => Number(namesCart(a)) - Number(namesCart(b)));
  for (const it of ranked) {
    const token = of(it);
    if (token === null || byToken.has(keyOf(it.shopId, token))) continue;
    const row = { shopId: it.shopId, token, cartToken: it.cartToken, isOpen: true };
    byToken.set(keyOf(it.shopId, token), row);
    addToCart(byCart, row);
  }

  return {
    of,
    ofCart(shopId, cartToken) {
      const tokens = (byCart.get(keyOf(shopId, cartToken)) ?? []).map((row) => row.token);
      return byToken.has(keyOf(shopId, cartToken)) ? [...new Set([...tokens, cartToken])] : tokens;
    },
  };
}

function addToCart(byCart: Map<string, Row[]>, row: Row): void {
  if (row.cartToken === null) return;
  const cart = keyOf(row.shopId, row.cartToken);
  const rows = byCart.get(cart);
  if (rows) rows.push(row);
  else byCart.set(cart, [row]);
}

function namesCart({ token, cartToken }: NamedCheckout): boolean {
  return token === null || token === cartToken;
}

function keyOf(shopId: string, token: string): string {
  return `${shopId} ${token}`;
}
