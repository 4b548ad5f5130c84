import { usStates } from "../../address.ts";
import type { Customer } from "../../customers/customer.ts";
import type { Shop } from "../../shops/shop.ts";
import { shopTime } from "../../times.ts";
import { sample } from "./sample.ts";

/** `app/uninstalled` and `shop/update` carry the shop. */
export function shopPayload(shop: Shop) {
  return {
    ...sample("app/uninstalled"),
    id: shop.id,
    name: shop.name,
    email: shop.email,
    customer_email: shop.email,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    province: usStates.find(({ code }) => code === shop.provinceCode)?.name ?? shop.provinceCode,
    province_code: shop.provinceCode,
    country: shop.countryCode,
    country_code: shop.countryCode,
    address1: "12 Market Street",
    city: shop.city,
    zip: shop.zip,
    currency: shop.currency,
    created_at: shopTime(shop.createdAt, shop.timezone),
    updated_at: shopTime(shop.updatedAt, shop.timezone),
    iana_timezone: shop.timezone,
    shop_owner: shop.ownerName,
    plan_display_name: shop.plan,
    plan_name: shop.plan.toLowerCase(),
    marketing_sms_consent_enabled_at_checkout: true,
  };
}

export function scopesPayload(shop: Shop, previous: string[], now: string) {
  return {
    ...sample("app/scopes_update"),
    id: 1,
    shop_id: `gid://shopify/Shop/${shop.id}`,
    previous,
    current: shop.installation.scopes,
    updated_at: now,
  };
}

// The three privacy topics: https://shopify.dev/docs/apps/build/privacy-law-compliance

export function dataRequestPayload(shop: Shop, customer: Customer, requestId: number) {
  return {
    ...aboutCustomer(shop, customer),
    orders_requested: ordersOf(shop, customer),
    data_request: { id: requestId },
  };
}

export function customerRedactPayload(shop: Shop, customer: Customer) {
  return { ...aboutCustomer(shop, customer), orders_to_redact: ordersOf(shop, customer) };
}

export function shopRedactPayload(shop: Shop) {
  return { shop_id: shop.id, shop_domain: shop.domain };
}

function aboutCustomer(shop: Shop, customer: Customer) {
  return {
    shop_id: shop.id,
    shop_domain: shop.domain,
    customer: { id: customer.id, email: customer.email, phone: customer.phone },
  };
}

function ordersOf(shop: Shop, customer: Customer): number[] {
  return [...shop.orders.values()].filter((order) => order.customerId === customer.id).map((order) => order.id);
}
