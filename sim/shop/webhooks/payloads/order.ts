import { decimal, moneySet } from "../../money.ts";
import { fulfilledQuantity } from "../../orders/fulfillment.ts";
import { currentCents, financialStatus, type Order } from "../../orders/order.ts";
import { statusUrl } from "../../orders/status-url.ts";
import type { Shop } from "../../shops/shop.ts";
import { shopTime } from "../../times.ts";
import { addressPayload } from "./address.ts";
import { customerSummary } from "./customer.ts";
import { orderFulfillment } from "./fulfillment.ts";
import { orderLinePayload } from "./order-line.ts";
import { refundPayload } from "./refund.ts";
import { sample, sampleItem } from "./sample.ts";

/** `orders/create`, `updated`, `paid`, `cancelled` and `fulfilled` all carry the whole order. */
export function orderPayload(storeUrl: string, shop: Shop, order: Order) {
  const customer = order.customerId === null ? null : shop.customers.get(order.customerId);
  return {
    ...sample("orders/create"),
    ...amounts(shop, order),
    id: order.id,
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason,
    cancelled_at: shopTime(order.cancelledAt, shop.timezone),
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    confirmation_number: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: shopTime(order.createdAt, shop.timezone),
    currency: shop.currency,
    discount_codes: order.discountCode
      ? [{ code: order.discountCode, amount: decimal(order.discountCents), type: "percentage" }]
      : [],
    email: order.email ?? "",
    financial_status: financialStatus(order),
    fulfillment_status: fulfillmentStatus(order),
    fulfillments: order.fulfillments.map((one) => orderFulfillment(shop, order, one)),
    landing_site: order.landingSite,
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: statusUrl(storeUrl, shop, order),
    payment_gateway_names: ["bogus"],
    phone: order.phone,
    presentment_currency: order.presentment?.currency ?? shop.currency,
    processed_at: shopTime(order.createdAt, shop.timezone),
    referring_site: order.referringSite,
    source_name: order.source,
    tags: order.tags.join(", "),
    test: false,
    token: order.token,
    total_weight: order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    updated_at: shopTime(order.updatedAt, shop.timezone),
    billing_address: addressPayload(order.shippingAddress),
    shipping_address: addressPayload(order.shippingAddress),
    customer: customer ? customerSummary(shop, customer) : null,
    line_items: order.lines.map((line) => orderLinePayload(shop, order, line)),
    refunds: order.refunds.map((refund) => refundPayload(shop, order, refund)),
    shipping_lines: [shippingLine(shop, order)],
  };
}

function fulfillmentStatus(order: Order): "fulfilled" | "partial" | null {
  if (order.fulfilledAt) return "fulfilled";
  return order.lines.some((line) => fulfilledQuantity(order, line.id) > 0) ? "partial" : null;
}

function amounts(shop: Shop, order: Order) {
  const set = (cents: number) => moneySet(cents, shop.currency, order.presentment);
  const linesCents = order.subtotalCents + order.discountCents;
  const current = currentCents(order);
  return {
    current_shipping_price_set: set(order.shippingCents),
    current_subtotal_price: decimal(Math.max(0, current - order.shippingCents)),
    current_subtotal_price_set: set(Math.max(0, current - order.shippingCents)),
    current_total_discounts: decimal(order.discountCents),
    current_total_discounts_set: set(order.discountCents),
    current_total_price: decimal(current),
    current_total_price_set: set(current),
    current_total_tax: "0.00",
    current_total_tax_set: set(0),
    subtotal_price: decimal(order.subtotalCents),
    subtotal_price_set: set(order.subtotalCents),
    total_cash_rounding_payment_adjustment_set: set(0),
    total_cash_rounding_refund_adjustment_set: set(0),
    total_discounts: decimal(order.discountCents),
    total_discounts_set: set(order.discountCents),
    total_line_items_price: decimal(linesCents),
    total_line_items_price_set: set(linesCents),
    total_outstanding: decimal(order.paidAt ? 0 : current),
    total_price: decimal(order.totalCents),
    total_price_set: set(order.totalCents),
    total_shipping_price_set: set(order.shippingCents),
    total_tax: "0.00",
    total_tax_set: set(0),
  };
}

function shippingLine(shop: Shop, order: Order) {
  const price = moneySet(order.shippingCents, shop.currency, order.presentment);
  return {
    ...sampleItem("orders/create", "shipping_lines"),
    id: order.id + 1,
    code: "Standard",
    current_discounted_price_set: price,
    discounted_price: decimal(order.shippingCents),
    discounted_price_set: price,
    price: decimal(order.shippingCents),
    price_set: price,
    title: "Standard",
  };
}
