import type { Shop } from "../shops/shop.ts";
import type { Checkout } from "./checkout.ts";

/** The link that brings a buyer back to this very cart, on any device. */
export function recoveryUrl(storeUrl: string, shop: Shop, checkout: Checkout): string {
  return `${storeUrl}/storefront/${shop.domain}/checkouts/${checkout.token}/recover?key=${checkout.key}`;
}
