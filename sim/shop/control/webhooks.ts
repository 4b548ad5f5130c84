import { z } from "zod";
import { json, Refusal, type Route, route } from "../http.ts";
import { type Store, shopNamed } from "../store.ts";
import { emitRaw, resend } from "../webhooks/emit.ts";
import { bodyAs, deliveryRecord, latest } from "./answers.ts";

const probability = z.number().min(0).max(1);
const milliseconds = z.number().int().min(0);
const behaviourBody = z
  .object({
    duplicateProbability: probability,
    dropProbability: probability,
    dropNext: z.record(z.string(), z.number().int().min(0)),
    delayProbability: probability,
    delayMs: milliseconds,
    reorderProbability: probability,
    reorderWindowMs: milliseconds,
    isHeld: z.boolean(),
    seed: z.number().int(),
  })
  .partial();

const emitBody = z.object({
  topic: z.string(),
  payload: z.record(z.string(), z.unknown()).optional(),
  /** Sent and signed byte for byte, however malformed. */
  rawBody: z.string().optional(),
});

/** What the store told the app: the log, the faults asked for, and sending things again. */
export function webhookRoutes(store: Store): Route[] {
  return [
    route("GET", "/control/:shop/deliveries", (exchange) => {
      const { searchParams } = exchange.url;
      const [topic, status, event] = [
        searchParams.get("topic"),
        searchParams.get("status"),
        searchParams.get("eventId"),
      ];
      const wanted = shopNamed(store, exchange.param("shop")).deliveries.filter(
        (one) =>
          (!topic || one.topic === topic) && (!status || one.status === status) && (!event || one.eventId === event),
      );
      json(
        exchange.response,
        latest(wanted, exchange).map((one) => deliveryRecord(one, searchParams.has("body"))),
      );
    }),
    route("POST", "/control/:shop/deliveries/:id/resend", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const delivery = shop.deliveries.find(({ id }) => id === exchange.param("id"));
      if (!delivery) throw new Refusal(404, `${shop.domain} made no delivery ${exchange.param("id")}.`);
      json(exchange.response, deliveryRecord(resend(store, shop, delivery), false), 201);
    }),
    route("POST", "/control/:shop/webhooks", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { topic, payload, rawBody } = await bodyAs(exchange, emitBody);
      const sent = emitRaw(store, shop, topic, rawBody ?? JSON.stringify(payload ?? {}));
      json(
        exchange.response,
        sent.map((one) => deliveryRecord(one, false)),
        201,
      );
    }),
    route("GET", "/control/:shop/behaviour", (exchange) => {
      json(exchange.response, shopNamed(store, exchange.param("shop")).behaviour);
    }),
    route("POST", "/control/:shop/behaviour", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const asked = await bodyAs(exchange, behaviourBody);
      const stated = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
      shop.behaviour = { ...shop.behaviour, ...stated };
      store.changed();
      json(exchange.response, shop.behaviour);
    }),
    route("POST", "/control/:shop/settle", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      await store.dispatcher.settled();
      const pending = shop.deliveries.filter(({ status }) => status === "pending").length;
      json(exchange.response, { pending });
    }),
  ];
}
