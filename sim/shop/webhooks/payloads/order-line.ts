import { decimal, moneySet } from "../../money.ts";
import { fulfilledQuantity } from "../../orders/fulfillment.ts";
import type { Order, OrderLine } from "../../orders/order.ts";
import type { Shop } from "../../shops/shop.ts";
import { sampleItem } from "./sample.ts";

export function orderLinePayload(shop: Shop, order: Order, line: OrderLine) {
  const fulfilled = order.fulfilledAt ? line.quantity : fulfilledQuantity(order, line.id);
  return {
    ...sampleItem("orders/create", "line_items"),
    id: line.id,
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: Math.max(0, line.quantity - fulfilled),
    fulfillment_status: fulfilled >= line.quantity ? "fulfilled" : fulfilled > 0 ? "partial" : null,
    grams: line.grams,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    price: decimal(line.priceCents),
    price_set: moneySet(line.priceCents, shop.currency, order.presentment),
    product_exists: true,
    product_id: line.productId,
    quantity: line.quantity,
    sku: line.sku,
    title: line.title,
    total_discount: "0.00",
    total_discount_set: moneySet(0, shop.currency),
    variant_id: line.variantId,
    variant_inventory_management: "shopify",
    variant_title: line.variantTitle,
    vendor: line.vendor,
  };
}
