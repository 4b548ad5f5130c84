import { attributeOrders } from "#domain/attribution/attribute-orders";
import type { Context } from "#domain/context";
import { type NewClick, recordClicks } from "#domain/links/record-clicks";
import { lockOrders } from "#domain/orders/lock-orders";
import { noDetails } from "#domain/orders/order-details";
import { type OrderEvent, recordOrders } from "#domain/orders/record-orders";
import { newId } from "#platform/ids";
import type { Chance } from "./chance.ts";
import type { Reached } from "./past-campaign.ts";
import type { StoreOrder } from "./store.ts";

const MINUTE_MS = 60_000;
const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";
const TAPS = 0.085;

/** An order of the store that its customer placed after a text. */
export interface Purchase {
  order: StoreOrder;
  subscriberId: string;
}

/**
 * What people did with the texts of a campaign: some tap the link, those with an order in the store tap and buy. Orders
 * take the id and the price they have in the store and the hour they have here. Attribution is decided as always.
 */
export async function liveOn(
  ctx: Context,
  shopId: string,
  currency: string,
  reached: Reached[],
  purchases: Purchase[],
  chance: Chance,
): Promise<{ taps: number; orders: number }> {
  const byPerson = new Map(purchases.map((purchase) => [purchase.subscriberId, purchase.order]));
  const clicks: NewClick[] = [];
  const orders: OrderEvent[] = [];
  for (const { subscriberId, code, at } of reached) {
    const order = byPerson.get(subscriberId);
    if (code === null || (!order && !chance.isLucky(TAPS))) continue;
    // Most taps come within the hour.
    const clickedAt = new Date(at.getTime() + MINUTE_MS * (1 + 600 * chance.draw() ** 4));
    clicks.push({ id: newId(), code, clickedAt, method: "GET", userAgent: PHONE, purpose: null });
    if (order)
      orders.push(
        newsOf(
          shopId,
          currency,
          order,
          subscriberId,
          new Date(clickedAt.getTime() + chance.between(4, 90) * MINUTE_MS),
        ),
      );
  }
  await ctx.db.transaction(async (tx) => {
    const then = { clock: { now: () => orders.at(-1)?.placedAt ?? ctx.clock.now() } };
    await recordClicks(tx, then, clicks);
    const wanted = orders.map(({ id }) => ({ shopId, id }));
    await lockOrders(
      tx,
      orders.map(({ id: orderId }) => ({ shopId, orderId })),
    );
    await recordOrders(tx, then, orders);
    await attributeOrders(tx, then, wanted);
  });
  return { taps: clicks.length, orders: orders.length };
}

function newsOf(shopId: string, currency: string, order: StoreOrder, subscriberId: string, placedAt: Date): OrderEvent {
  return {
    shopId,
    id: String(order.id),
    name: order.name,
    eventAt: placedAt,
    subscriberId,
    checkoutToken: null,
    currency,
    totalMicros: order.totalCents * 10_000,
    currentTotalMicros: null,
    presentment: null,
    landingSite: null,
    statusUrl: null,
    lines: order.lines.map(({ title, quantity, priceCents }) => ({
      title,
      quantity,
      priceMicros: priceCents * 10_000,
      imageUrl: null,
    })),
    placedAt,
    cancelledAt: null,
    isPaid: true,
    details: noDetails,
  };
}
