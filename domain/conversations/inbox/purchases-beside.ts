import { z } from "zod";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const line = z.object({ title: z.string(), quantity: z.number() });

/** What a person has left in their cart, newest first; null when nothing, or when they have ordered it. */
export interface OpenCart {
  at: Date;
  /** Brings the shopper back to it. */
  url: string | null;
  currency: string | null;
  totalMicros: number;
  lines: z.output<typeof line>[];
}

export interface LastOrder {
  /** Shopify's numeric id. */
  id: string;
  name: string;
  at: Date;
  currency: string;
  /** With refunds taken off. */
  totalMicros: number;
  state: "cancelled" | "paid" | "unpaid";
  lines: z.output<typeof line>[];
  /** The shopper's own page for it. */
  statusUrl: string | null;
}

const MOST_ORDERS = 5;
/** An older cart is no longer on the person's mind. */
const CART_DAYS = 30;

const readCart = statement(
  "cart-beside-conversation",
  `SELECT created_at AS at, recovery_url AS url, currency, total_micros AS "totalMicros", lines FROM checkouts
   WHERE shop_id = $1 AND subscriber_id = $2 AND completed_at IS NULL AND lines <> '[]' AND created_at > $3::timestamptz - make_interval(days => $4)
   ORDER BY created_at DESC LIMIT 1`,
);
const readOrders = statement(
  "orders-beside-conversation",
  `SELECT id, name, placed_at AS at, currency, total_micros - refunded_micros AS "totalMicros", lines, status_url AS "statusUrl",
          CASE WHEN cancelled_at IS NOT NULL THEN 'cancelled' WHEN paid_at IS NOT NULL THEN 'paid' ELSE 'unpaid' END AS state
   FROM orders WHERE shop_id = $1 AND subscriber_id = $2 ORDER BY placed_at DESC LIMIT $3`,
);

/** The cart that a person has not ordered yet, and their last orders. */
export async function purchasesBeside(
  db: Sql,
  { shopId, subscriberId }: { shopId: string; subscriberId: string },
  now: Date,
): Promise<{ cart: OpenCart | null; orders: LastOrder[] }> {
  const [cart] = await db.run<OpenCart>(readCart, [shopId, subscriberId, now, CART_DAYS]);
  const orders = await db.run<LastOrder>(readOrders, [shopId, subscriberId, MOST_ORDERS]);
  return { cart: cart ? withLines(cart) : null, orders: orders.map(withLines) };
}

/** Lines as they are shown; what an old webhook left out of them is left out. */
function withLines<Purchase extends { lines: unknown }>(purchase: Purchase): Purchase {
  const lines = z
    .array(line.catch({ title: "", quantity: 1 }))
    .catch([])
    .parse(purchase.lines);
  return { ...purchase, lines: lines.filter(({ title }) => title !== "") };
}
