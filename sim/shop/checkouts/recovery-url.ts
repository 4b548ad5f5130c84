import type { Shop } from "../shops/shop.ts";
import type { Checkout } from "./checkout.ts";

/**
 * The link that brings a buyer back to this very cart, on any device. Shopify's sample names the checkout in it, stores in
 * the field name the cart; both begin with the store's number.
 */
export function recoveryUrl(storeUrl: string, shop: Shop, checkout: Checkout): string {
  const named = checkout.linkNames === "cart" ? `ac/${checkout.cartToken}` : checkout.token;
  return `${storeUrl}/${shop.id}/checkouts/${named}/recover?key=${checkout.key}`;
}
