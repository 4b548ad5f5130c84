import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { KnownEvent } from "./known-event.ts";

const insert = statement(
  "insert-browse-events",
  `INSERT INTO browse_events (shop_id, at, id, subscriber_id, kind, product_id, data)
   SELECT t.shop_id, t.at, t.id, t.subscriber_id, t.kind, t.product_id, t.data
   FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[])
     AS t(shop_id, at, id, subscriber_id, kind, product_id, data)
   ON CONFLICT DO NOTHING`,
);

/** Keeps what known people did. Safe to repeat: an event has the id of its delivery. Pages without a product are not kept. */
export async function recordEvents(tx: Sql, events: KnownEvent[]): Promise<void> {
  const kept = events.filter(({ kind, items }) => items.length > 0 || kind === "checkout-started");
  if (kept.length === 0) return;
  const t = columnsOf(kept, {
    shop_id: (it) => it.shopId,
    at: (it) => it.at,
    id: (it) => it.intakeId,
    subscriber_id: (it) => it.subscriberId,
    kind: (it) => it.kind,
    product_id: ({ kind, items }) => (kind === "cart-viewed" ? null : (items[0]?.productId ?? null)),
    data: ({ kind, items: [item] }) =>
      JSON.stringify(
        item && kind !== "cart-viewed" ? { variantId: item.variantId, title: item.title, url: item.url } : {},
      ),
  });
  await tx.run(...batch(insert, { t }));
}
