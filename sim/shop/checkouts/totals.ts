import type { Shop } from "../shops/shop.ts";
import type { CartLine } from "./checkout.ts";
import { priceCheckout } from "./price.ts";

/** The sums of a cart without its lines. */
export function checkoutTotals(shop: Shop, cart: { lines: CartLine[]; discountCode: string | null }) {
  const { linesCents, discountCents, shippingCents, totalCents } = priceCheckout(shop, cart);
  return { linesCents, discountCents, shippingCents, totalCents };
}
