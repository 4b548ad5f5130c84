import type { Translation } from "#domain/intake/store-event";
import { translateCheckout, translateCheckoutDeleted } from "./events/checkout.ts";
import { translateConsent, translateCustomer, translateCustomerDeleted } from "./events/customer.ts";
import { translateOrder } from "./events/order.ts";
import {
  translateCustomerRedact,
  translateDataRequest,
  translateShopRedact,
  translateUninstalled,
} from "./events/privacy.ts";
import { translateRefund } from "./events/refund.ts";
import { ignore, type Translate, type Webhook } from "./events/translator.ts";

const translators: Record<string, Translate> = {
  "app/scopes_update": ignore,
  "app/uninstalled": translateUninstalled,
  "checkouts/create": translateCheckout,
  "checkouts/delete": translateCheckoutDeleted,
  "checkouts/update": translateCheckout,
  "customers/create": translateCustomer,
  "customers/data_request": translateDataRequest,
  "customers/delete": translateCustomerDeleted,
  "customers/redact": translateCustomerRedact,
  "customers/update": translateCustomer,
  "customers_marketing_consent/update": translateConsent,
  "orders/cancelled": translateOrder,
  "orders/create": translateOrder,
  "orders/fulfilled": translateOrder,
  "orders/paid": translateOrder,
  "orders/updated": translateOrder,
  "products/update": ignore,
  "refunds/create": translateRefund,
  "shop/redact": translateShopRedact,
};

/** The topics we understand: shopify.app.toml subscribes to these and to no other. */
export const webhookTopics: readonly string[] = Object.keys(translators);

/** Says in our words what a verified webhook tells. Never throws: what cannot be read is refused with its reason. */
export function translateWebhook(webhook: Webhook): Translation {
  const translate = Object.hasOwn(translators, webhook.topic) ? translators[webhook.topic] : undefined;
  return translate?.(webhook) ?? { kind: "refused", reason: `The topic ${webhook.topic} is not one we subscribe to.` };
}
