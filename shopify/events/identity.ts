import { z } from "zod";

/** What a topic's body must look like, beyond the fields that its translator reads. */
interface Shape {
  /** The record types that `admin_graphql_api_id` may name, when the body has one. */
  record?: readonly string[];
  /** The body must name its shop: acting on another shop's delivery would destroy something. */
  namesShop?: true;
  /** Fields that this topic always has, though its translator can do without. */
  has?: readonly string[];
  /** A shop with its plan has its owner too: shop/update has the one without the other, cut down as it is. */
  isWhole?: true;
  /** Fields that this topic never has and a topic with similar fields always has. */
  lacks?: readonly string[];
}

const ORDER: Shape = { record: ["Order"] };
const CHECKOUT: Shape = { record: ["Checkout", "AbandonedCheckout"], lacks: ["order_number", "financial_status"] };
/** A refund and a transaction name their order, too, and have a status and times, but nothing that is tracked. */
const FULFILLMENT: Shape = { record: ["Fulfillment"], lacks: ["fulfillment_id", "transactions", "gateway"] };
const CUSTOMER: Shape = {
  record: ["Customer"],
  lacks: ["line_items", "cart_token", "order_id", "shop_id", "shop_owner"],
};
/** A privacy topic names its shop as `shop_id` and `shop_domain`, and has none of the fields of a shop or a customer. */
const PRIVACY: Shape = { namesShop: true, lacks: ["myshopify_domain", "created_at"] };

const SHAPES: Record<string, Shape> = {
  "app/uninstalled": {
    namesShop: true,
    isWhole: true,
    record: ["Shop"],
    lacks: ["shop_domain", "line_items", "customer"],
  },
  "checkouts/create": CHECKOUT,
  "checkouts/update": CHECKOUT,
  "checkouts/delete": { lacks: ["line_items", "order_id", "first_name", "financial_status", "shop_domain"] },
  "customer.tags_added": { lacks: ["id"] },
  "customer.tags_removed": { lacks: ["id"] },
  "customers/merge": { lacks: ["id"] },
  "shop/update": { namesShop: true, record: ["Shop"], lacks: ["shop_domain", "line_items", "customer"] },
  "customers/create": CUSTOMER,
  "customers/update": CUSTOMER,
  "customers/delete": {
    ...CUSTOMER,
    // products/delete has the id alone.
    has: ["admin_graphql_api_id"],
    lacks: ["created_at", "sms_marketing_consent", "cart_token", "order_id", "shop_id", "shop_owner"],
  },
  "customers_marketing_consent/update": CUSTOMER,
  "customers/data_request": { ...PRIVACY, lacks: ["myshopify_domain", "created_at", "orders_to_redact"] },
  "customers/redact": {
    ...PRIVACY,
    has: ["customer"],
    lacks: ["myshopify_domain", "created_at", "data_request", "orders_requested"],
  },
  "fulfillment_events/create": { record: ["FulfillmentEvent"], has: ["fulfillment_id"] },
  "fulfillment_orders/line_items_prepared_for_pickup": { has: ["fulfillment_order"] },
  "fulfillments/create": FULFILLMENT,
  "fulfillments/update": FULFILLMENT,
  "orders/cancelled": ORDER,
  "orders/create": ORDER,
  "orders/fulfilled": ORDER,
  "orders/paid": ORDER,
  "orders/updated": ORDER,
  // A product that is deleted names nothing but itself: anything more is another topic's.
  "products/delete": { lacks: ["admin_graphql_api_id", "cart_token", "updated_at", "customer"] },
  "products/update": { record: ["Product"], has: ["updated_at"], lacks: ["line_items", "order_id", "customer"] },
  "refunds/create": { record: ["Refund"] },
  "shop/redact": { ...PRIVACY, lacks: ["myshopify_domain", "created_at", "customer"] },
};

const reportSchema = z.looseObject({
  myshopify_domain: z.string().nullish(),
  shop_domain: z.string().nullish(),
  admin_graphql_api_id: z.string().nullish(),
  order_status_url: z.unknown().optional(),
  abandoned_checkout_url: z.unknown().optional(),
});

/**
 * The number of the shop that an order's or a checkout's own page belongs to:
 * https://<the shop's primary domain>/<number>/orders/<token>. The host says nothing, it may be any domain that the shop
 * owns. Newer links (/checkouts/cn/…) have no number.
 */
const NUMBERED = /^https?:\/\/[^/]+\/(\d+)\/(?:orders|checkouts)\//;

/** The shop that a delivery's header names. */
export interface NamedShop {
  domain: string;
  /** The store's numeric id; null when the store was not asked yet. */
  number: string | null;
}

/**
 * Why a body does not belong to the shop and the topic that its headers name; null when it does. Only the body is signed,
 * so a delivery that was replayed with other headers is told by what its body says.
 */
export function findMismatch(topic: string, shop: NamedShop, body: unknown): string | null {
  const parsed = reportSchema.safeParse(body);
  if (!parsed.success) return null; // The translator refuses it and names the field.
  const { myshopify_domain, shop_domain, admin_graphql_api_id: recordId } = parsed.data;
  const {
    record,
    namesShop,
    isWhole,
    has = [],
    lacks = [],
  } = Object.hasOwn(SHAPES, topic) ? (SHAPES[topic] ?? {}) : {};
  const named = [myshopify_domain, shop_domain].filter((domain) => domain != null);
  const stranger = named.find((domain) => domain.trim().toLowerCase() !== shop.domain.toLowerCase());
  if (stranger !== undefined || isOnOthersPages(shop, parsed.data))
    return "The body names another shop than the header.";
  if (namesShop && named.length === 0) return "The body does not name its shop.";
  if (record && recordId != null && !record.some((type) => recordId.startsWith(`gid://shopify/${type}/`)))
    return `The body is not one of ${topic}: it is about ${recordId.slice(0, 60)}.`;
  if (isWhole && parsed.data.plan_display_name != null && parsed.data.shop_owner == null)
    return `The body is not one of ${topic}: it is a part of a shop.`;
  const missing = has.find((field) => parsed.data[field] == null);
  if (missing !== undefined) return `The body is not one of ${topic}: it has no field ${missing}.`;
  const foreign = lacks.find((field) => parsed.data[field] != null);
  return foreign === undefined ? null : `The body is not one of ${topic}: it has the field ${foreign}.`;
}

function isOnOthersPages(
  { number }: NamedShop,
  told: { order_status_url?: unknown; abandoned_checkout_url?: unknown },
) {
  if (number === null) return false;
  return [told.order_status_url, told.abandoned_checkout_url].some((link) => {
    const named = typeof link === "string" ? NUMBERED.exec(link)?.[1] : undefined;
    return named !== undefined && named !== number;
  });
}
