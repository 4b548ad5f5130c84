import type { Customer } from "../../customers/customer.ts";
import { displayName } from "../../customers/upsert.ts";
import { decimal } from "../../money.ts";
import { connection, type PageArguments } from "../connection.ts";
import type { AdminContext } from "../context.ts";
import { gid } from "../gid.ts";
import { mailingAddress } from "./address.ts";

export function customerView(context: AdminContext, customer: Customer): object {
  const { shop } = context;
  const address = customer.address ? mailingAddress(customer.address, customer.address.id) : null;
  const { state, optInLevel, updatedAt, collectedFrom } = customer.smsConsent;
  return {
    __typename: "Customer",
    id: gid("Customer", customer.id),
    legacyResourceId: String(customer.id),
    firstName: customer.firstName || null,
    lastName: customer.lastName || null,
    displayName: displayName(customer),
    email: customer.email,
    phone: customer.phone,
    tags: customer.tags,
    note: customer.note,
    locale: "en",
    state: "DISABLED",
    verifiedEmail: true,
    validEmailAddress: Boolean(customer.email),
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    numberOfOrders: String(customer.ordersCount),
    amountSpent: { amount: decimal(customer.spentCents), currencyCode: shop.currency },
    defaultAddress: address,
    addresses: address ? [address] : [],
    addressesV2: (args: PageArguments) => connection(address ? [address] : [], args, (one) => one),
    smsMarketingConsent: customer.phone && {
      marketingState: state,
      marketingOptInLevel: optInLevel,
      consentUpdatedAt: updatedAt,
      consentCollectedFrom: collectedFrom,
      sourceLocation: null,
    },
    emailMarketingConsent: customer.email && {
      marketingState: "NOT_SUBSCRIBED",
      marketingOptInLevel: null,
      consentUpdatedAt: null,
    },
    defaultPhoneNumber: customer.phone && {
      phoneNumber: customer.phone,
      marketingState: state,
      marketingOptInLevel: optInLevel,
      marketingUpdatedAt: updatedAt,
      marketingCollectedFrom: collectedFrom,
      sourceLocation: null,
      smsMarketingConsent: {
        state: state === "NOT_SUBSCRIBED" ? "NEVER_SUBSCRIBED" : state,
        optInLevel,
        updatedAt,
        collectedFrom,
        sourceLocation: null,
      },
    },
    defaultEmailAddress: customer.email && {
      emailAddress: customer.email,
      marketingState: "NOT_SUBSCRIBED",
      validFormat: true,
    },
  };
}

/** What the `query` of `customers` can ask about. */
export function customerTerms(customer: Customer) {
  return {
    id: customer.id,
    email: customer.email,
    phone: customer.phone,
    first_name: customer.firstName,
    last_name: customer.lastName,
    tag: customer.tags,
    sms_marketing_state: customer.smsConsent.state,
    orders_count: customer.ordersCount,
    total_spent: customer.spentCents / 100,
    created_at: customer.createdAt,
    customer_date: customer.createdAt,
    updated_at: customer.updatedAt,
  };
}
