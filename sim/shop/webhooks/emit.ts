import { randomUUID } from "node:crypto";
import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { chance } from "./chance.ts";
import type { Delivery } from "./delivery.ts";
import { outlivesInstallation } from "./topics.ts";

const draws = new WeakMap<Shop["behaviour"], () => number>();
/** Settled deliveries with their bodies would grow without end in a long rehearsal. */
const keptDeliveries = 20_000;

/**
 * Tells the app that something happened in the shop: one delivery to the configured address and one to each
 * subscription made through the API. Faults asked for in the shop's behaviour are drawn here. Returns the deliveries;
 * none when the app isn't installed and the topic doesn't outlive it, or when it doesn't subscribe to the topic.
 */
export function emit(store: Store, shop: Shop, topic: string, payload: object): Delivery[] {
  if (!shop.installation.installedAt && !outlivesInstallation(topic)) return [];
  const fields = store.app.topics.get(topic);
  const isSubscribed = fields !== undefined || shop.subscriptions.some((one) => one.topic === topic);
  if (!isSubscribed) return [];
  const told = fields ? Object.fromEntries(Object.entries(payload).filter(([name]) => fields.includes(name))) : payload;
  return emitRaw(store, shop, topic, JSON.stringify(told));
}

/** Sends a body as it is, signed, whether or not it makes sense. */
export function emitRaw(store: Store, shop: Shop, topic: string, body: string): Delivery[] {
  const eventId = randomUUID();
  const deliveries = addressesOf(store, shop, topic).flatMap(({ address, name }) => {
    const delivery: Delivery = {
      id: randomUUID(),
      eventId,
      topic,
      name,
      address,
      triggeredAt: timestamp(store),
      body,
      status: "pending",
      attempts: [],
      dueAt: store.clock.now().getTime(),
      isDuplicate: false,
    };
    return withFaults(shop, delivery);
  });
  shop.deliveries.push(...deliveries);
  if (shop.deliveries.length > keptDeliveries) shop.deliveries.splice(0, shop.deliveries.length - keptDeliveries);
  for (const delivery of deliveries) if (delivery.status === "pending") store.dispatcher.take(shop, delivery);
  store.changed();
  return deliveries;
}

/** Sends a delivery once more, as a new delivery of the same event. */
export function resend(store: Store, shop: Shop, delivery: Delivery): Delivery {
  const again: Delivery = {
    ...delivery,
    id: randomUUID(),
    status: "pending",
    attempts: [],
    dueAt: store.clock.now().getTime(),
    isDuplicate: true,
  };
  shop.deliveries.push(again);
  store.dispatcher.take(shop, again);
  store.changed();
  return again;
}

function addressesOf(store: Store, shop: Shop, topic: string): { address: string; name: string }[] {
  const configured = [{ address: `${store.app.url}${store.app.webhookPath}`, name: topic.replaceAll(/[/_]/g, "-") }];
  const subscribed = shop.subscriptions
    .filter((subscription) => subscription.topic === topic)
    .map(({ address, name }) => ({ address, name: name ?? topic.replaceAll(/[/_]/g, "-") }));
  return [...configured, ...subscribed];
}

function withFaults(shop: Shop, delivery: Delivery): Delivery[] {
  const { behaviour } = shop;
  const draw = draws.get(behaviour) ?? chance(behaviour.seed);
  draws.set(behaviour, draw);
  const happens = (probability: number) => probability > 0 && draw() < probability;

  const toDrop = behaviour.dropNext[delivery.topic] ?? 0;
  if (toDrop > 0) {
    behaviour.dropNext = { ...behaviour.dropNext, [delivery.topic]: toDrop - 1 };
    return [{ ...delivery, status: "dropped" }];
  }
  if (happens(behaviour.dropProbability)) return [{ ...delivery, status: "dropped" }];
  if (happens(behaviour.delayProbability)) delivery.dueAt += behaviour.delayMs;
  if (happens(behaviour.reorderProbability)) delivery.dueAt += Math.floor(draw() * behaviour.reorderWindowMs);
  if (!happens(behaviour.duplicateProbability)) return [delivery];
  return [delivery, { ...delivery, id: randomUUID(), attempts: [], isDuplicate: true }];
}
