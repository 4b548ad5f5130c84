import type { Shop } from "../shops/shop.ts";
import type { Order } from "./order.ts";

/** The shopper's page of an order. As published: the store's number, the order's token and a key. */
export function statusUrl(storeUrl: string, shop: Shop, { token }: Order): string {
  return `${storeUrl}/${shop.id}/orders/${token}/authenticate?key=${token.slice(0, 12)}`;
}
