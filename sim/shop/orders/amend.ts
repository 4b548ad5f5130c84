import { Refusal } from "../http.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { refundPayload } from "../webhooks/payloads/refund.ts";
import { announce } from "./announce.ts";
import { type Order, type Refund, refundedCents } from "./order.ts";

/** Gives money back: `amountCents` of it, or all that is left. Refuses more than is left. */
export function refundOrder(
  store: Store,
  shop: Shop,
  order: Order,
  amountCents: number | null,
  note: string | null,
): Refund {
  const leftCents = order.totalCents - refundedCents(order);
  const amount = amountCents ?? leftCents;
  if (amount <= 0 || amount > leftCents)
    throw new Refusal(422, `Between 1 and ${leftCents} cents can be refunded on ${order.name}.`);
  const isAll = amount === order.totalCents;
  const refund: Refund = {
    id: store.nextId(),
    createdAt: timestamp(store),
    note,
    amountCents: amount,
    lines: isAll ? order.lines.map((line) => refundedLine(store, line)) : [],
  };
  store.nextId(); // the id after the refund's is its transaction's
  order.refunds.push(refund);
  const customer = shop.customers.get(order.customerId ?? 0);
  if (customer) customer.spentCents -= amount;
  emit(store, shop, "refunds/create", refundPayload(shop, order, refund));
  announce(store, shop, order);
  return refund;
}

/**
 * Takes a line off an order that is not paid yet. Shopify leaves the total as it was, lowers the current total, and adds a
 * refund that gave nothing back.
 */
export function removeLine(store: Store, shop: Shop, order: Order, position: number): void {
  const line = order.lines[position];
  if (!line || line.currentQuantity === 0) throw new Refusal(422, `${order.name} has no line ${position} left.`);
  if (order.paidAt) throw new Refusal(422, `${order.name} is paid: refund the line.`);
  line.currentQuantity = 0;
  const removed = { ...refundedLine(store, line), subtotalCents: 0 };
  order.refunds.push({ id: store.nextId(), createdAt: timestamp(store), note: null, amountCents: 0, lines: [removed] });
  announce(store, shop, order);
}

/** The money of an order that was placed without it arrives. Safe to repeat. */
export function payOrder(store: Store, shop: Shop, order: Order): void {
  if (order.cancelledAt) throw new Refusal(422, `${order.name} is cancelled and can't be paid.`);
  if (order.paidAt) return;
  order.paidAt = timestamp(store);
  announce(store, shop, order, "orders/paid");
}

/** Cancels an order and gives back what was paid. Safe to repeat. */
export function cancelOrder(store: Store, shop: Shop, order: Order, reason: string): void {
  if (order.cancelledAt) return;
  order.cancelledAt = timestamp(store);
  order.cancelReason = reason;
  if (order.paidAt && refundedCents(order) < order.totalCents) refundOrder(store, shop, order, null, null);
  announce(store, shop, order, "orders/cancelled");
}

function refundedLine(store: Store, line: Order["lines"][number]): Refund["lines"][number] {
  return {
    id: store.nextId(),
    lineId: line.id,
    quantity: line.quantity,
    subtotalCents: line.priceCents * line.quantity - line.discountCents,
  };
}
