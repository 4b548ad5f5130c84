import type { Customer } from "../../customers/customer.ts";
import type { Shop } from "../../shops/shop.ts";
import { shopTime } from "../../times.ts";
import { defaultAddressPayload } from "./address.ts";
import { sample } from "./sample.ts";

/** `customers/create` and `customers/update`. */
export function customerPayload(shop: Shop, customer: Customer) {
  const address = customer.address ? defaultAddressPayload(customer.address, customer.id) : null;
  return {
    ...sample("customers/create"),
    ...customerSummary(shop, customer),
    note: customer.note,
    addresses: address ? [address] : [],
    default_address: address,
  };
}

/** The customer as checkouts and orders carry it. */
export function customerSummary(shop: Shop, customer: Customer) {
  return {
    id: customer.id,
    created_at: shopTime(customer.createdAt, shop.timezone),
    updated_at: shopTime(customer.updatedAt, shop.timezone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: "disabled",
    note: customer.note,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency: shop.currency,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
    default_address: customer.address ? defaultAddressPayload(customer.address, customer.id) : null,
  };
}

export function customerDeletedPayload(customer: Customer) {
  return {
    ...sample("customers/delete"),
    id: customer.id,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
  };
}

/** `customer.tags_added` and `customer.tags_removed`: https://shopify.dev/docs/api/webhooks?reference=toml */
export function tagsPayload(customer: Customer, tags: string[], occurredAt: string) {
  return {
    ...sample("customer.tags_added"),
    customerId: `gid://shopify/Customer/${customer.id}`,
    tags,
    occurredAt,
  };
}

/** `customers/merge`: the second customer has gone into the first. */
export function mergePayload(kept: Customer, deleted: Customer) {
  return {
    ...sample("customers/merge"),
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept.id}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${deleted.id}`,
    admin_graphql_api_job_id: null,
    status: "completed",
    errors: [],
  };
}

export function consentPayload(shop: Shop, customer: Customer) {
  const { state, optInLevel, updatedAt, collectedFrom } = customer.smsConsent;
  return {
    ...sample("customers_marketing_consent/update"),
    id: customer.id,
    phone: customer.phone,
    sms_marketing_consent: {
      state: state.toLowerCase(),
      opt_in_level: optInLevel.toLowerCase(),
      consent_updated_at: shopTime(updatedAt, shop.timezone),
      consent_collected_from: collectedFrom.toLowerCase(),
    },
  };
}
