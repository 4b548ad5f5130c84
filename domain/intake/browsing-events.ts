import type { Views } from "#domain/browsing/count-views";
import type { KnownEvent } from "#domain/browsing/known-event";
import type { CartState } from "#domain/browsing/record-carts";
import type { TriggerEvent } from "#domain/flows/walk/entry";
import { moneyInText } from "#domain/messages/content/money-in-text";

export interface StoreOfEvents {
  domain: string;
  country: string | null;
}

const ITEMS_NAMED = 3;

/** What a flow's walk is about: this cart. */
export function cartSubject(cartId: string): string {
  return `cart ${cartId}`;
}

/** What a flow's walk is about: this person's interest in this product. */
export function viewSubject(productId: string, subscriberId: string): string {
  return `viewed ${productId} ${subscriberId}`;
}

/** A cart that was filled may be left. */
export function cartEvents(
  { shopId, subscriberId, id, lines, changedAt, beganAt }: CartState,
  store: StoreOfEvents,
): TriggerEvent {
  const totalMicros = lines.reduce((sum, line) => sum + line.priceMicros * line.quantity, 0);
  const itemCount = lines.reduce((sum, line) => sum + line.quantity, 0);
  const titles = lines.map((line) => line.title);
  const more = titles.length - ITEMS_NAMED;
  return {
    shopId,
    kind: "cart-abandoned",
    subject: cartSubject(id),
    subscriberId,
    at: changedAt,
    since: beganAt,
    event: {
      properties: {
        total: totalMicros,
        item_count: itemCount,
        products: titles,
        product_ids: lines.map((line) => line.productId),
      },
      variables: {
        cart: {
          total: moneyInText(totalMicros, lines[0]?.currency ?? null, store.country),
          item_count: itemCount,
          first_item: titles[0] ?? "",
          items: titles.slice(0, ITEMS_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : ""),
        },
      },
      url: cartUrl(lines, store.domain),
    },
  };
}

/** Someone looked at a product again. Each view is an event of its own. */
export function viewEvents(event: KnownEvent, views: Views, store: StoreOfEvents): TriggerEvent[] {
  const [item] = event.items;
  if (!item) return [];
  const { shopId, subscriberId, intakeId, at } = event;
  return [
    {
      shopId,
      kind: "product-viewed",
      subject: `view ${intakeId}`,
      about: viewSubject(item.productId, subscriberId),
      subscriberId,
      at,
      since: at,
      event: {
        properties: {
          product: item.title,
          product_id: item.productId,
          price: item.priceMicros,
          views_in_1_days: views[1],
          views_in_7_days: views[7],
          views_in_30_days: views[30],
        },
        variables: {
          product: { title: item.title, price: moneyInText(item.priceMicros, item.currency, store.country) },
        },
        url: `https://${store.domain}${item.url ?? "/"}`,
      },
    },
  ];
}

/**
 * A cart permalink, which fills the cart on whatever device it is opened:
 * https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks (read 2026-11-30). The store's own domain, whatever the
 * browser says: a text must lead nowhere else.
 */
function cartUrl(lines: CartState["lines"], domain: string): string {
  const items = lines.flatMap(({ variantId, quantity }) => (variantId ? [`${variantId}:${quantity}`] : []));
  return items.length === 0 ? `https://${domain}/cart` : `https://${domain}/cart/${items.join(",")}?storefront=true`;
}
