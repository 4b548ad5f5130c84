import type { Context } from "#domain/context";
import { insertDeliveries } from "#domain/intake/insert-deliveries";
import { type AnsweredPickup, askOrdersOfPickups } from "#domain/orders/pickups/ask-orders";
import type { AdminClient } from "#shopify/admin-client";
import { askOrdersOf } from "#shopify/fulfillment-orders";

/** Asks stores for the orders of their pickups. The answers go through intake like a webhook's body. */
export function pickupsWorker(ctx: Context, admin: AdminClient) {
  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    const shop = await ctx.db.prisma.shop.findUnique({ where: { id: shopId } });
    if (!shop) return;
    const asked = await askOrdersOfPickups(
      ctx,
      shopId,
      (ids) => askOrdersOf(admin, shop.domain, ids),
      async (tx, answered) => {
        await insertDeliveries(
          tx,
          answered.map((it) => deliveryOf(shopId, it)),
          ctx.clock.now(),
        );
      },
    );
    await ctx.enqueue("intake-webhook", {});
    if (asked) await ctx.enqueue("pickups", { shopId });
  };
}

function deliveryOf(shopId: string, { id, orderId, preparedAt }: AnsweredPickup) {
  const body = { fulfillment_order_id: id, order_id: orderId, prepared_at: preparedAt };
  return {
    ...{ kind: "webhook" as const, source: "shopify", topic: "record/pickup", shopDomain: null, shopId, url: null },
    ...{ sourceKey: `pickup:${shopId}:${id}`, triggeredAt: preparedAt, body: Buffer.from(JSON.stringify(body)) },
  };
}
