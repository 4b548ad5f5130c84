import type { Fulfillment, FulfillmentEvent } from "../../orders/fulfillment.ts";
import type { Order } from "../../orders/order.ts";
import type { Shop } from "../../shops/shop.ts";
import { shopTime } from "../../times.ts";
import { addressPayload } from "./address.ts";
import { orderLinePayload } from "./order-line.ts";
import { sample, sampleItem } from "./sample.ts";

/** `fulfillments/create` and `fulfillments/update` carry the whole fulfillment. */
export function fulfillmentPayload(shop: Shop, order: Order, fulfillment: Fulfillment) {
  const { lines } = fulfillment;
  return {
    ...sample("fulfillments/create"),
    ...orderFulfillment(shop, order, fulfillment),
    email: order.email ?? "",
    destination: addressPayload(order.shippingAddress),
    line_items: lines.map(({ lineId, quantity }) =>
      lineOf(shop, order, lineId, quantity, sampleItem("fulfillments/create", "line_items")),
    ),
  };
}

/** A fulfillment as its order carries it: without the address. */
export function orderFulfillment(shop: Shop, order: Order, fulfillment: Fulfillment) {
  const { tracking, lines } = fulfillment;
  return {
    id: fulfillment.id,
    admin_graphql_api_id: `gid://shopify/Fulfillment/${fulfillment.id}`,
    created_at: shopTime(fulfillment.createdAt, shop.timezone),
    location_id: null,
    name: fulfillment.name,
    order_id: order.id,
    origin_address: null,
    receipt: {},
    service: "manual",
    shipment_status: fulfillment.shipmentStatus,
    status: fulfillment.status,
    tracking_company: tracking.company,
    tracking_number: tracking.numbers[0] ?? null,
    tracking_numbers: tracking.numbers,
    tracking_url: tracking.urls[0] ?? null,
    tracking_urls: tracking.urls,
    updated_at: shopTime(fulfillment.updatedAt, shop.timezone),
    line_items: lines.map(({ lineId, quantity }) =>
      lineOf(shop, order, lineId, quantity, sampleItem("fulfillments/create", "line_items")),
    ),
  };
}

/** A line with as many as this fulfillment has of it, and no key that the published line of a fulfillment lacks. */
function lineOf(shop: Shop, order: Order, lineId: number, quantity: number, published: Record<string, unknown>) {
  const line = order.lines.find(({ id }) => id === lineId);
  const told: Record<string, unknown> = line ? { ...orderLinePayload(shop, order, line), quantity } : {};
  return Object.fromEntries(
    Object.entries(published).map(([name, value]) => [name, name in told ? told[name] : value]),
  );
}

/** `fulfillment_events/create`: one scan of the carrier's. */
export function fulfillmentEventPayload(shop: Shop, order: Order, fulfillment: Fulfillment, event: FulfillmentEvent) {
  const createdAt = shopTime(event.createdAt, shop.timezone);
  return {
    ...sample("fulfillment_events/create"),
    id: event.id,
    fulfillment_id: fulfillment.id,
    status: event.status,
    message: event.message,
    happened_at: shopTime(event.happenedAt, shop.timezone),
    country: order.shippingAddress?.countryCode ?? null,
    shop_id: shop.id,
    created_at: createdAt,
    updated_at: createdAt,
    estimated_delivery_at: shopTime(event.estimatedDeliveryAt, shop.timezone),
    order_id: order.id,
    admin_graphql_api_id: `gid://shopify/FulfillmentEvent/${event.id}`,
  };
}

/** `fulfillment_orders/line_items_prepared_for_pickup`. An order has one fulfillment order here, of the same number. */
export function preparedPayload(order: Order) {
  return {
    fulfillment_order: {
      id: `gid://shopify/FulfillmentOrder/${order.id}`,
      status: "in_progress",
      preparable: true,
      delivery_method: { method_type: "pick_up" },
    },
  };
}
