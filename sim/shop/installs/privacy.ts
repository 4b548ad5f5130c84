import type { Customer } from "../customers/customer.ts";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { customerRedactPayload, dataRequestPayload, shopRedactPayload } from "../webhooks/payloads/app.ts";

const privacyTopics = ["customers/data_request", "customers/redact", "shop/redact"];

/**
 * Sends the mandatory privacy topics at once instead of days after their cause. Those about a customer are about the
 * one given, else about the shop's first. Returns the topics that were sent: without any customer only the shop's.
 */
export function sendPrivacyTopics(
  store: Store,
  shop: Shop,
  wanted: { customer: Customer | null; topics?: string[] },
): string[] {
  const customer = wanted.customer ?? [...shop.customers.values()].at(0) ?? null;
  return (wanted.topics ?? privacyTopics).filter((topic) => {
    const payload = privacyPayload(store, shop, topic, customer);
    return payload !== null && emit(store, shop, topic, payload).length > 0;
  });
}

function privacyPayload(store: Store, shop: Shop, topic: string, customer: Customer | null): object | null {
  if (topic === "shop/redact") return shopRedactPayload(shop);
  if (!customer) return null;
  if (topic === "customers/redact") return customerRedactPayload(shop, customer);
  return dataRequestPayload(shop, customer, store.nextId());
}
