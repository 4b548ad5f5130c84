import { z } from "zod";
import { json, Refusal, type Route, route } from "../http.ts";
import {
  cancelFulfillment,
  changeTracking,
  fulfillOrder,
  noTracking,
  prepareForPickup,
  scanParcel,
} from "../orders/fulfill.ts";
import type { Fulfillment, Tracking } from "../orders/fulfillment.ts";
import type { Order } from "../orders/order.ts";
import { type Store, shopNamed } from "../store.ts";
import { bodyAs, orderById, orderRecord } from "./answers.ts";

const trackingBody = z.object({
  company: z.string().nullish(),
  number: z.string().optional(),
  numbers: z.array(z.string()).optional(),
  urls: z.array(z.string()).optional(),
});
const fulfillBody = z.object({ tracking: trackingBody.optional(), lines: z.array(z.number().int().min(0)).optional() });
const scanBody = z.object({
  status: z.enum([
    ...(["label_purchased", "label_printed", "confirmed", "carrier_picked_up", "in_transit"] as const),
    ...(["out_for_delivery", "attempted_delivery", "delayed", "delivered", "failure", "ready_for_pickup"] as const),
  ]),
  message: z.string().nullish(),
  happenedAt: z.iso.datetime({ offset: true }).optional(),
  estimatedDeliveryAt: z.iso.datetime({ offset: true }).nullish(),
  tells: z.enum(["both", "event", "update"]).default("both"),
});

/** What a person in the warehouse and a carrier do with an order. */
export function fulfillmentRoutes(store: Store): Route[] {
  const path = "/control/:shop/orders/:id/fulfillments/:fulfillment";
  return [
    route("POST", "/control/:shop/orders/:id/fulfill", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const order = orderById(shop, exchange.param("id"));
      const { tracking, lines: positions } = await bodyAs(exchange, fulfillBody);
      fulfillOrder(store, shop, order, { tracking: tracking ? trackingOf(tracking) : noTracking, positions });
      json(exchange.response, orderRecord(order));
    }),
    route("POST", "/control/:shop/orders/:id/ready-for-pickup", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const order = orderById(shop, exchange.param("id"));
      prepareForPickup(store, shop, order);
      json(exchange.response, orderRecord(order));
    }),
    route("POST", `${path}/tracking`, async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const order = orderById(shop, exchange.param("id"));
      const tracking = trackingOf(await bodyAs(exchange, trackingBody));
      changeTracking(store, shop, order, fulfillmentOf(order, exchange.param("fulfillment")), tracking);
      json(exchange.response, orderRecord(order));
    }),
    route("POST", `${path}/scan`, async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const order = orderById(shop, exchange.param("id"));
      const scan = await bodyAs(exchange, scanBody);
      scanParcel(store, shop, order, fulfillmentOf(order, exchange.param("fulfillment")), scan);
      json(exchange.response, orderRecord(order));
    }),
    route("POST", `${path}/cancel`, (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const order = orderById(shop, exchange.param("id"));
      cancelFulfillment(store, shop, order, fulfillmentOf(order, exchange.param("fulfillment")));
      json(exchange.response, orderRecord(order));
    }),
  ];
}

/** Without an address of its own, a number is tracked at a made-up carrier's page. */
function trackingOf({
  company,
  number,
  numbers = number ? [number] : [],
  urls,
}: z.infer<typeof trackingBody>): Tracking {
  const pages = numbers.map((one) => `https://carrier.example/track/${encodeURIComponent(one)}`);
  return { company: company ?? (numbers.length > 0 ? "UPS" : null), numbers, urls: urls ?? pages };
}

/** By its id or by its place in the order, from 1. */
function fulfillmentOf(order: Order, name: string): Fulfillment {
  const found = order.fulfillments.find(({ id }) => String(id) === name) ?? order.fulfillments[Number(name) - 1];
  if (!found) throw new Refusal(404, `${order.name} has no fulfillment ${name}.`);
  return found;
}
