import { purchaseTags } from "#domain/flows/definition/line-variables";
import { type EventProperty, everyFlowsTags } from "#domain/flows/triggers/trigger-type";
import type { MergeTag } from "#domain/messages/content/merge-tags";

export const HOUR_MS = 3_600_000;

/** Merge tags of every flow about an order. */
export const orderTags: MergeTag[] = [
  ...everyFlowsTags,
  {
    name: "link",
    label: "Link to the order's page",
    sample: "https://crt.example/l/a1B2c3D4e5",
    longest: 60,
    isPlain: true,
  },
  { name: "order.name", label: "Order number", sample: "#1001", longest: 30 },
  {
    name: "order.placed_at",
    label: "Order date",
    sample: "2026-11-27T15:30:00Z",
    longest: 30,
    isPlain: true,
  },
  ...purchaseTags("order", "Order"),
];

/** What an entry filter can ask about every event of an order (domain/intake/order-events.ts fills them in). */
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
