import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { customerDeletedPayload, customerPayload, mergePayload } from "../webhooks/payloads/customer.ts";
import type { Customer } from "./customer.ts";
import { removeCustomer } from "./upsert.ts";

/** Folds the second customer into the first, orders and all, and tells the app. */
export function mergeCustomers(store: Store, shop: Shop, kept: Customer, deleted: Customer): void {
  for (const order of shop.orders.values()) if (order.customerId === deleted.id) order.customerId = kept.id;
  for (const checkout of shop.checkouts.values()) if (checkout.customerId === deleted.id) checkout.customerId = kept.id;
  removeCustomer(shop, deleted);
  kept.email ??= deleted.email;
  kept.phone ??= deleted.phone;
  for (const key of [kept.email?.toLowerCase(), kept.phone]) if (key) shop.customerKeys.set(key, kept.id);
  kept.tags = [...new Set([...kept.tags, ...deleted.tags])];
  kept.ordersCount += deleted.ordersCount;
  kept.spentCents += deleted.spentCents;
  kept.updatedAt = timestamp(store);
  emit(store, shop, "customers/merge", mergePayload(kept, deleted));
  emit(store, shop, "customers/update", customerPayload(shop, kept));
}

export function deleteCustomer(store: Store, shop: Shop, customer: Customer): void {
  removeCustomer(shop, customer);
  emit(store, shop, "customers/delete", customerDeletedPayload(customer));
}
