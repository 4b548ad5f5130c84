import { findVariant, type Product, type Variant } from "../products/product.ts";
import type { Shop } from "../shops/shop.ts";
import type { CartLine } from "./checkout.ts";

export interface PricedLine {
  product: Product;
  variant: Variant;
  quantity: number;
  /** This line's share of the discount, in cents. */
  discountCents: number;
}

export interface Price {
  lines: PricedLine[];
  linesCents: number;
  discountCents: number;
  shippingCents: number;
  totalCents: number;
  grams: number;
}

const standardShippingCents = 595;
const freeShippingFromCents = 7_500;

/** What a cart costs with its discount code. Variants that are gone are left out; a code no one knows takes nothing off. */
export function priceCheckout(shop: Shop, cart: { lines: CartLine[]; discountCode: string | null }): Price {
  const percentage = cart.discountCode ? (shop.discounts[cart.discountCode.toUpperCase()] ?? 0) : 0;
  const lines = cart.lines.flatMap(({ variantId, quantity }) => {
    const found = findVariant(shop.products.values(), variantId);
    if (!found) return [];
    const discountCents = Math.round((found.variant.priceCents * quantity * percentage) / 100);
    return [{ ...found, quantity, discountCents }];
  });
  const linesCents = lines.reduce((sum, line) => sum + line.variant.priceCents * line.quantity, 0);
  const discountCents = lines.reduce((sum, line) => sum + line.discountCents, 0);
  const afterDiscount = linesCents - discountCents;
  const shippingCents = lines.length === 0 || afterDiscount >= freeShippingFromCents ? 0 : standardShippingCents;
  const grams = lines.reduce((sum, line) => sum + line.variant.grams * line.quantity, 0);
  return { lines, linesCents, discountCents, shippingCents, totalCents: afterDiscount + shippingCents, grams };
}
