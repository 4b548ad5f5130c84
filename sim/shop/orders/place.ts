import { randomBytes } from "node:crypto";
import type { Checkout } from "../checkouts/checkout.ts";
import { priceCheckout } from "../checkouts/price.ts";
import { changeConsent, checkoutConsent } from "../customers/consent.ts";
import { Refusal } from "../http.ts";
import { onlyVariant } from "../products/product.ts";
import { takeFromStock } from "../products/stock.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { checkoutPayload } from "../webhooks/payloads/checkout.ts";
import { customerPayload } from "../webhooks/payloads/customer.ts";
import { orderPayload } from "../webhooks/payloads/order.ts";
import type { Order } from "./order.ts";

interface OrderOptions {
  isPaid?: boolean;
  source?: string;
  tags?: string[];
}

/**
 * Turns a checkout into a paid order and tells the app all that follows from it: the order created and paid, the
 * checkout completed, the customer's totals, and consent when the box was ticked. Safe to repeat: a checkout that is
 * already paid returns its order. Refuses an empty cart.
 */
export function placeOrder(store: Store, shop: Shop, checkout: Checkout, given: OrderOptions = {}): Order {
  const { isPaid = true, ...rest } = given;
  const orders = checkout.completedAt ? [...shop.orders.values()] : [];
  const placed = orders.find((order) => order.checkoutToken === checkout.token);
  if (placed) return placed;
  const order = { ...orderFrom(store, shop, checkout), ...rest };
  if (!isPaid) order.paidAt = null;
  if (order.lines.length === 0) throw new Refusal(422, "The cart is empty, so there is nothing to pay for.");
  shop.orders.set(order.id, order);
  checkout.completedAt = order.createdAt;
  checkout.updatedAt = order.createdAt;

  const customer = shop.customers.get(order.customerId ?? 0);
  if (customer) {
    customer.ordersCount += 1;
    customer.spentCents += order.totalCents;
    customer.lastOrderId = order.id;
    customer.updatedAt = order.createdAt;
  }
  useCode(shop, order.discountCode);
  takeFromStock(store, shop, order.lines);
  emit(store, shop, "orders/create", orderPayload(store.url, shop, order));
  emit(store, shop, "checkouts/update", checkoutPayload(store.url, shop, checkout));
  if (isPaid) emit(store, shop, "orders/paid", orderPayload(store.url, shop, order));
  if (customer) {
    emit(store, shop, "customers/update", customerPayload(shop, customer));
    const isNew = checkout.acceptsSms && customer.phone && customer.smsConsent.state !== "SUBSCRIBED";
    if (isNew) changeConsent(store, shop, customer, checkoutConsent(order.createdAt), "checkout");
  }
  store.changed();
  return order;
}

/** A code that may be used once takes nothing off the next order. */
function useCode(shop: Shop, code: string | null): void {
  const used = code?.toUpperCase() ?? "";
  const discount = shop.codeDiscounts.find(({ codes }) => codes.includes(used));
  if (discount?.usageLimit === 1) delete shop.discounts[used];
}

function orderFrom(store: Store, shop: Shop, checkout: Checkout): Order {
  const price = priceCheckout(shop, checkout);
  const now = timestamp(store);
  const number = 1001 + shop.orders.size;
  return {
    id: store.nextId(),
    number,
    name: `#${number}`,
    token: randomBytes(16).toString("hex"),
    checkoutToken: checkout.token,
    cartToken: checkout.cartToken,
    customerId: checkout.customerId,
    email: checkout.email,
    phone: checkout.phone,
    acceptsSms: checkout.acceptsSms,
    lines: price.lines.map(({ product, variant, quantity, discountCents }) => ({
      id: store.nextId(),
      productId: product.id,
      variantId: variant.id,
      title: product.title,
      variantTitle: variant.title === onlyVariant ? null : variant.title,
      sku: variant.sku,
      quantity,
      priceCents: variant.priceCents,
      discountCents,
      grams: variant.grams,
      vendor: product.vendor,
      currentQuantity: quantity,
    })),
    discountCode: checkout.discountCode,
    presentment: checkout.presentment,
    subtotalCents: price.linesCents - price.discountCents,
    discountCents: price.discountCents,
    shippingCents: price.shippingCents,
    totalCents: price.totalCents,
    shippingAddress: checkout.shippingAddress,
    landingSite: checkout.landingSite,
    referringSite: checkout.referringSite,
    paidAt: now,
    cancelledAt: null,
    cancelReason: null,
    fulfilledAt: null,
    refunds: [],
    fulfillments: [],
    source: "web",
    tags: [],
    createdAt: now,
    updatedAt: now,
  };
}
