import { decimal, moneySet, presented } from "../../money.ts";
import type { Order, Refund } from "../../orders/order.ts";
import type { Shop } from "../../shops/shop.ts";
import { shopTime } from "../../times.ts";
import { sample, sampleItem } from "./sample.ts";

/** `refunds/create`: the amount given back is the sum of its transactions, not of its lines. */
export function refundPayload(shop: Shop, order: Order, refund: Refund) {
  return {
    ...sample("refunds/create"),
    id: refund.id,
    order_id: order.id,
    created_at: shopTime(refund.createdAt, shop.timezone),
    note: refund.note,
    user_id: null,
    processed_at: shopTime(refund.createdAt, shop.timezone),
    total_duties_set: moneySet(0, shop.currency),
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    refund_line_items: refund.lines.map((line) => refundLine(shop, order, line)),
    transactions: refund.amountCents > 0 ? [transaction(shop, order, refund)] : [],
  };
}

function refundLine(shop: Shop, order: Order, refunded: Refund["lines"][number]) {
  const published = sampleItem("refunds/create", "refund_line_items");
  const line = order.lines.find(({ id }) => id === refunded.lineId);
  return {
    ...published,
    id: refunded.id,
    quantity: refunded.quantity,
    line_item_id: refunded.lineId,
    subtotal: refunded.subtotalCents / 100,
    total_tax: 0,
    subtotal_set: moneySet(refunded.subtotalCents, shop.currency, order.presentment),
    total_tax_set: moneySet(0, shop.currency),
    line_item: line
      ? {
          ...(published.line_item as object), // an object in the published sample
          id: line.id,
          variant_id: line.variantId,
          title: line.title,
          quantity: line.quantity,
          sku: line.sku,
          variant_title: line.variantTitle,
          vendor: line.vendor,
          product_id: line.productId,
          name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
          grams: line.grams,
          price: decimal(line.priceCents),
          price_set: moneySet(line.priceCents, shop.currency),
          total_discount: "0.00",
          total_discount_set: moneySet(0, shop.currency),
          discount_allocations: [],
          admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
        }
      : null,
  };
}

function transaction(shop: Shop, order: Order, refund: Refund) {
  const id = refund.id + 1;
  return {
    ...sampleItem("refunds/create", "transactions"),
    id,
    order_id: order.id,
    message: null,
    created_at: shopTime(refund.createdAt, shop.timezone),
    processed_at: shopTime(refund.createdAt, shop.timezone),
    amount: presented(refund.amountCents, order.presentment),
    currency: order.presentment?.currency ?? shop.currency,
    payment_id: `${order.name}.${order.refunds.length}`,
    admin_graphql_api_id: `gid://shopify/OrderTransaction/${id}`,
  };
}
