import type { ConsentChange, Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { consentPayload } from "../webhooks/payloads/customer.ts";
import type { Customer, SmsConsent } from "./customer.ts";

/**
 * Records what a customer says about text marketing and tells the app, also when the app itself said it. Consent that
 * is older than what the shop knows changes nothing.
 */
export function changeConsent(
  store: Store,
  shop: Shop,
  customer: Customer,
  consent: SmsConsent,
  by: ConsentChange["by"],
): void {
  const known = customer.smsConsent.updatedAt;
  if (known && consent.updatedAt && consent.updatedAt < known) return;
  customer.smsConsent = consent;
  customer.updatedAt = timestamp(store);
  shop.consents.push({
    at: customer.updatedAt,
    customerId: customer.id,
    phone: customer.phone,
    state: consent.state,
    by,
  });
  emit(store, shop, "customers_marketing_consent/update", consentPayload(shop, customer));
  store.changed();
}

/** The consent that ticking the box at checkout gives. */
export function checkoutConsent(now: string): SmsConsent {
  return { state: "SUBSCRIBED", optInLevel: "SINGLE_OPT_IN", updatedAt: now, collectedFrom: "SHOPIFY" };
}
