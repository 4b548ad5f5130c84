import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { customerPayload, tagsPayload } from "../webhooks/payloads/customer.ts";
import type { Customer } from "./customer.ts";

/** Gives a customer tags or takes them, and tells the app of those that changed, each kind by its own topic. */
export function changeTags(
  store: Store,
  shop: Shop,
  customer: Customer,
  change: { add?: string[]; remove?: string[] },
): void {
  const added = (change.add ?? []).filter((tag) => !customer.tags.includes(tag));
  const removed = (change.remove ?? []).filter((tag) => customer.tags.includes(tag));
  if (added.length + removed.length === 0) return;
  customer.tags = [...customer.tags.filter((tag) => !removed.includes(tag)), ...new Set(added)];
  customer.updatedAt = timestamp(store);
  if (added.length > 0) emit(store, shop, "customer.tags_added", tagsPayload(customer, added, customer.updatedAt));
  if (removed.length > 0)
    emit(store, shop, "customer.tags_removed", tagsPayload(customer, removed, customer.updatedAt));
  emit(store, shop, "customers/update", customerPayload(shop, customer));
  store.changed();
}
