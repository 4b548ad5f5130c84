import type { Shop } from "../shops/shop.ts";
import type { Checkout } from "./checkout.ts";

/**
 * The link that brings a buyer back to this very cart, on any device. Shopify's sample names the checkout in it, stores in
 * the field name the cart.
 */
export function recoveryUrl(storeUrl: string, shop: Shop, checkout: Checkout): string {
  const named = checkout.linkNames === "cart" ? `ac/${checkout.cartToken}` : checkout.token;
  return `${storeUrl}/storefront/${shop.domain}/checkouts/${named}/recover?key=${checkout.key}`;
}
