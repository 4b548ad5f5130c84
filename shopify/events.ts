import type { Translation } from "#domain/intake/store-event";
import { translateCheckout, translateCheckoutDeleted } from "#shopify/events/checkout";
import {
  translateConsent,
  translateCustomer,
  translateCustomerDeleted,
  translateCustomerRecord,
} from "#shopify/events/customer";
import { translateMerge } from "#shopify/events/customer-merge";
import { translateTagsAdded, translateTagsRemoved } from "#shopify/events/customer-tags";
import { translateFulfillment } from "#shopify/events/fulfillment";
import { translateFulfillmentEvent } from "#shopify/events/fulfillment-event";
import { findMismatch } from "#shopify/events/identity";
import { translateOrder } from "#shopify/events/order";
import { translatePickup, translatePickupRecord } from "#shopify/events/pickup";
import {
  translateCustomerRedact,
  translateDataRequest,
  translateShopRedact,
  translateUninstalled,
} from "#shopify/events/privacy";
import { translateProduct, translateProductDeleted } from "#shopify/events/product";
import { translateRefund } from "#shopify/events/refund";
import { translateShopUpdate } from "#shopify/events/shop-update";
import { ignore, type Translate, type Webhook } from "#shopify/events/translator";

const translators: Record<string, Translate> = {
  "app/scopes_update": ignore,
  "app/uninstalled": translateUninstalled,
  "checkouts/create": translateCheckout,
  "checkouts/delete": translateCheckoutDeleted,
  "checkouts/update": translateCheckout,
  "customer.tags_added": translateTagsAdded,
  "customer.tags_removed": translateTagsRemoved,
  "customers/create": translateCustomer,
  "customers/data_request": translateDataRequest,
  "customers/delete": translateCustomerDeleted,
  "customers/merge": translateMerge,
  "customers/redact": translateCustomerRedact,
  "customers/update": translateCustomer,
  "customers_marketing_consent/update": translateConsent,
  "fulfillment_events/create": translateFulfillmentEvent,
  "fulfillment_orders/line_items_prepared_for_pickup": translatePickup,
  "fulfillments/create": translateFulfillment,
  "fulfillments/update": translateFulfillment,
  "orders/cancelled": translateOrder,
  "orders/create": translateOrder,
  "orders/fulfilled": translateOrder,
  "orders/paid": translateOrder,
  "orders/updated": translateOrder,
  "products/delete": translateProductDeleted,
  "products/update": translateProduct,
  "refunds/create": translateRefund,
  "shop/redact": translateShopRedact,
  "shop/update": translateShopUpdate,
};

/** What the store's own record tells, which the reconciler hands to intake. No webhook has such a topic. */
const recordTranslators: Record<string, Translate> = {
  "record/customer": translateCustomerRecord,
  "record/pickup": translatePickupRecord,
};

/** The topics we understand: shopify.app.toml subscribes to these and to no other. */
export const webhookTopics: readonly string[] = Object.keys(translators);

/** A verified webhook and the headers that came with it, which no signature covers. */
export interface SignedWebhook extends Webhook {
  shopDomain: string;
  /** The numeric id of the shop that the headers name, when it is known. */
  storeNumber?: string | null;
  receivedAt: Date;
}

/** What is read of a topic's payload. */
export function readsOf(topic: string): Translate["reads"] | undefined {
  return translators[topic]?.reads;
}

/** These end or erase something, so they are acted on only while they are fresh. */
const DESTRUCTIVE = new Set([
  "app/uninstalled",
  "checkouts/delete",
  "customers/delete",
  "customers/redact",
  "shop/redact",
]);

/** Shopify repeats a delivery for four hours, and did for two days: https://shopify.dev/docs/apps/build/webhooks */
const FRESH_FOR_MS = 48 * 3_600_000;

/**
 * When the store announced it, as the header says; at the latest when it arrived. The milliseconds of a time that no retry
 * explains count for nothing: they would decide between two changes within one second (events/event-at.ts).
 */
function announcedAt({ triggeredAt, receivedAt }: SignedWebhook): Date {
  if (triggeredAt > receivedAt) return receivedAt;
  const time = triggeredAt.getTime();
  return receivedAt.getTime() - time > FRESH_FOR_MS ? new Date(time - (time % 1_000)) : triggeredAt;
}

/**
 * Says in our words what a verified webhook tells. Never throws: what cannot be read, belongs to another shop or topic, or
 * is too old to destroy anything is refused with its reason. A time in the future counts as the time of arrival.
 */
export function translateWebhook(webhook: SignedWebhook): Translation {
  const { topic, shopDomain, storeNumber, receivedAt } = webhook;
  // A delivery from outside names its shop's domain; what the reconciler found does not.
  const known = shopDomain === "" ? { ...translators, ...recordTranslators } : translators;
  const translate = Object.hasOwn(known, topic) ? known[topic] : undefined;
  if (DESTRUCTIVE.has(topic) && receivedAt.getTime() - webhook.triggeredAt.getTime() > FRESH_FOR_MS)
    return { kind: "refused", reason: `${topic} is from ${webhook.triggeredAt.toISOString()}: too old to act on.` };
  const triggeredAt = announcedAt(webhook);
  const refuse = (json: unknown) => findMismatch(topic, { domain: shopDomain, number: storeNumber ?? null }, json);
  return (
    translate?.({ ...webhook, triggeredAt, refuse }) ?? {
      kind: "refused",
      reason: `The topic ${topic} is not one we subscribe to.`,
    }
  );
}
