import type { MergeTag } from "#domain/messages/content/merge-tags";
import { type EventProperty, everyFlowsTags } from "../trigger-type.ts";

export const HOUR_MS = 3_600_000;

/** Merge tags of every flow about an order. */
export const orderTags: MergeTag[] = [
  ...everyFlowsTags,
  { name: "link", label: "Link to the order's page", sample: "https://crt.example/l/a1B2c3D4e5" },
  { name: "order.name", label: "Order number", sample: "#1001" },
  { name: "order.total", label: "Order total", sample: "$42.00" },
  { name: "order.item_count", label: "Number of items", sample: "2" },
  { name: "order.first_item", label: "First item", sample: "Cedar candle" },
  { name: "order.items", label: "All items", sample: "Cedar candle, Wick trimmer" },
];

/** What an entry filter can ask about every event of an order (domain/intake/order-news.ts fills them in). */
export const orderProperties: EventProperty[] = [
  { name: "amount", title: "Order total", type: "money" },
  { name: "currency", title: "Currency", type: "text" },
  { name: "country", title: "Country", type: "text" },
  { name: "products", title: "Products", type: "list" },
  { name: "discount_codes", title: "Discount codes", type: "list" },
  { name: "delivery_method", title: "Delivery method", type: "text" },
  { name: "order_type", title: "Sales channel", type: "text" },
  { name: "order_tags", title: "Order tags", type: "list" },
];
