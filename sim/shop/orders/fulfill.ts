import { Refusal } from "../http.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { fulfillmentEventPayload, fulfillmentPayload, preparedPayload } from "../webhooks/payloads/fulfillment.ts";
import { announce } from "./announce.ts";
import { type Fulfillment, fulfilledQuantity, type Tracking } from "./fulfillment.ts";
import type { Order } from "./order.ts";

export const noTracking: Tracking = { company: null, numbers: [], urls: [] };

/**
 * Sends the lines at these positions, or everything that is left. Returns the fulfillment; null when nothing is left. Refuses a
 * canceled order.
 */
export function fulfillOrder(
  store: Store,
  shop: Shop,
  order: Order,
  { tracking = noTracking, positions }: { tracking?: Tracking; positions?: number[] | undefined } = {},
): Fulfillment | null {
  if (order.cancelledAt) throw new Refusal(422, `${order.name} is cancelled and can't be shipped.`);
  const lines = order.lines
    .filter((_, position) => !positions || positions.includes(position))
    .map((line) => ({ lineId: line.id, quantity: line.quantity - fulfilledQuantity(order, line.id) }))
    .filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) return null;
  const now = timestamp(store);
  const fulfillment: Fulfillment = {
    id: store.nextId(),
    name: `${order.name}.${order.fulfillments.length + 1}`,
    status: "success",
    shipmentStatus: null,
    tracking,
    lines,
    events: [],
    createdAt: now,
    updatedAt: now,
  };
  order.fulfillments.push(fulfillment);
  const isWhole = order.lines.every((line) => fulfilledQuantity(order, line.id) >= line.quantity);
  if (isWhole) order.fulfilledAt = now;
  emit(store, shop, "fulfillments/create", fulfillmentPayload(shop, order, fulfillment));
  announce(store, shop, order, isWhole ? "orders/fulfilled" : "orders/partially_fulfilled");
  return fulfillment;
}

/** The buyer may come for it. The store tells the fulfillment order's number and nothing of the order itself. */
export function prepareForPickup(store: Store, shop: Shop, order: Order): void {
  if (order.cancelledAt) throw new Refusal(422, `${order.name} is cancelled.`);
  emit(store, shop, "fulfillment_orders/line_items_prepared_for_pickup", preparedPayload(order));
  announce(store, shop, order);
}

/** Enters or corrects the tracking. */
export function changeTracking(
  store: Store,
  shop: Shop,
  order: Order,
  fulfillment: Fulfillment,
  tracking: Tracking,
): void {
  fulfillment.tracking = tracking;
  update(store, shop, order, fulfillment);
}

/** Takes a shipment back. Safe to repeat. */
export function cancelFulfillment(store: Store, shop: Shop, order: Order, fulfillment: Fulfillment): void {
  if (fulfillment.status === "cancelled") return;
  fulfillment.status = "cancelled";
  order.fulfilledAt = null;
  update(store, shop, order, fulfillment);
}

export interface Scan {
  status: string;
  message?: string | null | undefined;
  happenedAt?: string | undefined;
  estimatedDeliveryAt?: string | null | undefined;
  /** Stores tell it by both topics; some apps' scans come by one alone. */
  tells: "both" | "event" | "update";
}

/** The carrier scans a parcel. */
export function scanParcel(store: Store, shop: Shop, order: Order, fulfillment: Fulfillment, scan: Scan): void {
  const now = timestamp(store);
  const { status, message = null, happenedAt = now, estimatedDeliveryAt = null, tells } = scan;
  const event = { id: store.nextId(), status, message, happenedAt, estimatedDeliveryAt, createdAt: now };
  fulfillment.events.push(event);
  fulfillment.shipmentStatus = status;
  if (tells !== "update")
    emit(store, shop, "fulfillment_events/create", fulfillmentEventPayload(shop, order, fulfillment, event));
  if (tells !== "event") update(store, shop, order, fulfillment);
  else store.changed();
}

function update(store: Store, shop: Shop, order: Order, fulfillment: Fulfillment): void {
  fulfillment.updatedAt = timestamp(store);
  emit(store, shop, "fulfillments/update", fulfillmentPayload(shop, order, fulfillment));
  store.changed();
}
