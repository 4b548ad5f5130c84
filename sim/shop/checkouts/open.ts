import { randomBytes } from "node:crypto";
import type { Address } from "../address.ts";
import { upsertCustomer } from "../customers/upsert.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { checkoutPayload } from "../webhooks/payloads/checkout.ts";
import type { CartLine, Checkout } from "./checkout.ts";

export interface CheckoutDetails {
  email?: string | null;
  /** E.164. */
  phone?: string | null;
  firstName?: string;
  lastName?: string;
  acceptsSms?: boolean;
  shippingAddress?: Address | null;
  discountCode?: string | null;
  presentment?: Checkout["presentment"];
  lines?: CartLine[];
  landingSite?: string | null;
  referringSite?: string | null;
  linkNames?: Checkout["linkNames"];
}

/** Begins a checkout for a cart. The app hears of it once there is an e-mail address or a phone number. */
export function openCheckout(store: Store, shop: Shop, cartToken: string, details: CheckoutDetails): Checkout {
  const now = timestamp(store);
  const checkout: Checkout = {
    id: store.nextId(),
    token: randomBytes(16).toString("hex"),
    cartToken,
    key: randomBytes(16).toString("hex"),
    // By turns, so that the app meets both.
    linkNames: store.nextId() % 2 === 0 ? "checkout" : "cart",
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    email: null,
    phone: null,
    firstName: "",
    lastName: "",
    acceptsSms: false,
    customerId: null,
    lines: [],
    discountCode: null,
    presentment: null,
    shippingAddress: null,
    landingSite: null,
    referringSite: null,
    announced: false,
  };
  shop.checkouts.set(checkout.token, checkout);
  changeCheckout(store, shop, checkout, details);
  store.changed();
  return checkout;
}

/**
 * Takes over what the buyer entered or changed and tells the app: `checkouts/create` with the first contact,
 * `checkouts/update` after that. Saying the same again tells no one.
 */
export function changeCheckout(store: Store, shop: Shop, checkout: Checkout, details: CheckoutDetails): void {
  const before = JSON.stringify(checkout);
  for (const [field, value] of Object.entries(details)) {
    if (value !== undefined) Object.assign(checkout, { [field]: value });
  }
  if (JSON.stringify(checkout) === before) return;
  const customer = upsertCustomer(store, shop, {
    email: checkout.email,
    phone: checkout.phone,
    firstName: checkout.firstName,
    lastName: checkout.lastName,
    address: checkout.shippingAddress,
  });
  checkout.customerId = customer?.id ?? null;
  checkout.updatedAt = timestamp(store);
  store.changed();
  if (!customer) return;
  emit(
    store,
    shop,
    checkout.announced ? "checkouts/update" : "checkouts/create",
    checkoutPayload(store.url, shop, checkout),
  );
  checkout.announced = true;
}
