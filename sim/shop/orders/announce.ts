import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { orderPayload } from "../webhooks/payloads/order.ts";
import type { Order } from "./order.ts";

/** Tells the app of a changed order, by a topic of its own and by orders/updated. */
export function announce(store: Store, shop: Shop, order: Order, topic?: string): void {
  order.updatedAt = timestamp(store);
  const payload = orderPayload(store.url, shop, order);
  if (topic) emit(store, shop, topic, payload);
  emit(store, shop, "orders/updated", payload);
}
