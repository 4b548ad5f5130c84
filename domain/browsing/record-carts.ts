import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type Cart, cartAfter } from "./cart.ts";
import type { KnownEvent } from "./known-event.ts";

export interface CartState extends Cart {
  shopId: string;
  subscriberId: string;
}

interface PersonOfShop {
  shopId: string;
  subscriberId: string;
}

const lock = statement(
  "lock-browsed-carts",
  `SELECT count(pg_advisory_xact_lock(k.key)) FROM (
     SELECT DISTINCT hashtextextended('browsed cart ' || t.shop_id || '/' || t.subscriber_id, 0) AS key
     FROM unnest($1::text[], $2::text[]) AS t(shop_id, subscriber_id) ORDER BY key) AS k`,
);
/** Served by browsed_carts_open. */
const findOpen = statement(
  "open-browsed-carts",
  `SELECT c.shop_id AS "shopId", c.subscriber_id AS "subscriberId", c.id, c.lines, c.began_at AS "beganAt",
          c.changed_at AS "changedAt", c.ended_at AS "endedAt"
   FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, subscriber_id)) p
   JOIN browsed_carts c ON c.shop_id = p.shop_id AND c.subscriber_id = p.subscriber_id AND c.ended_at IS NULL`,
);
const write = statement(
  "write-browsed-carts",
  `INSERT INTO browsed_carts (shop_id, id, subscriber_id, lines, began_at, changed_at, ended_at)
   SELECT t.shop_id, t.id, t.subscriber_id, t.lines, t.began_at, t.changed_at, t.ended_at
   FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[])
     AS t(shop_id, id, subscriber_id, lines, began_at, changed_at, ended_at)
   ON CONFLICT (shop_id, id) DO UPDATE
   SET lines = excluded.lines, changed_at = excluded.changed_at, ended_at = excluded.ended_at`,
);
const end = statement(
  "end-browsed-carts",
  `UPDATE browsed_carts c SET ended_at = greatest(t.at, c.began_at)
   FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS t(shop_id, subscriber_id, at)
   WHERE c.shop_id = t.shop_id AND c.subscriber_id = t.subscriber_id AND c.ended_at IS NULL AND c.began_at <= t.at
   RETURNING c.shop_id AS "shopId", c.id, c.ended_at AS "endedAt"`,
);

/** Brings people's carts up to date, in the order of the events. Returns those that were changed, the ended ones among them. */
export async function recordCarts(tx: Sql, events: KnownEvent[]): Promise<CartState[]> {
  const about = events.filter(
    ({ kind }) => kind === "added-to-cart" || kind === "cart-viewed" || kind === "checkout-started",
  );
  if (about.length === 0) return [];
  await tx.run(...batch(lock, { t: peopleOf(about) }));
  const open = await tx.run<CartState>(...batch(findOpen, { t: peopleOf(about) }));
  const cartOf = new Map<string, CartState | null>(open.map((cart) => [keyOf(cart), cart]));
  const changed = new Map<string, CartState>();
  for (const event of [...about].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const { shopId, subscriberId } = event;
    for (const cart of cartAfter(cartOf.get(keyOf(event)) ?? null, event, newId)) {
      const state = { ...cart, shopId, subscriberId };
      changed.set(cart.id, state);
      cartOf.set(keyOf(event), cart.endedAt ? null : state);
    }
  }
  await writeCarts(tx, [...changed.values()]);
  return [...changed.values()];
}

/** Ends what people had in their carts before: they began a checkout, or ordered. Returns the carts. Safe to repeat. */
export async function endCarts(
  tx: Sql,
  people: (PersonOfShop & { at: Date })[],
): Promise<{ shopId: string; id: string; endedAt: Date }[]> {
  if (people.length === 0) return [];
  await tx.run(...batch(lock, { t: peopleOf(people) }));
  return tx.run(...batch(end, { t: { ...peopleOf(people), ...columnsOf(people, { at: (it) => it.at }) } }));
}

/** Which products people have in their carts now. */
export async function productsInCarts(
  tx: Sql,
  people: PersonOfShop[],
): Promise<(it: PersonOfShop, productId: string) => boolean> {
  const carts = people.length === 0 ? [] : await tx.run<CartState>(...batch(findOpen, { t: peopleOf(people) }));
  const inCarts = new Set(carts.flatMap((cart) => cart.lines.map(({ productId }) => `${keyOf(cart)} ${productId}`)));
  return (it, productId) => inCarts.has(`${keyOf(it)} ${productId}`);
}

async function writeCarts(tx: Sql, carts: CartState[]): Promise<void> {
  if (carts.length === 0) return;
  // The ended ones first: a person has one open cart.
  const sorted = [...carts].sort((a, b) => Number(a.endedAt === null) - Number(b.endedAt === null));
  const t = columnsOf(sorted, {
    shop_id: (it) => it.shopId,
    id: (it) => it.id,
    subscriber_id: (it) => it.subscriberId,
    lines: (it) => JSON.stringify(it.lines),
    began_at: (it) => it.beganAt,
    changed_at: (it) => it.changedAt,
    ended_at: (it) => it.endedAt,
  });
  await tx.run(...batch(write, { t }));
}

function peopleOf(people: PersonOfShop[]) {
  return columnsOf(people, { shop_id: (it) => it.shopId, subscriber_id: (it) => it.subscriberId });
}

function keyOf({ shopId, subscriberId }: PersonOfShop): string {
  return `${shopId} ${subscriberId}`;
}
