import type { CartLine as Chosen, Checkout as OpenCheckout } from "../checkouts/checkout.ts";
import { priceCheckout } from "../checkouts/price.ts";
import { onlyVariant, type Product, type Variant } from "../products/product.ts";
import type { Shop } from "../shops/shop.ts";
import type { Visit } from "../visits/visit.ts";
import type { Cart, CartLine, CustomerEvent, MoneyV2, ProductVariant } from "./event-types.ts";

export const pageViewed: CustomerEvent = { name: "page_viewed", data: {} };

export function productViewed(shop: Shop, product: Product): CustomerEvent[] {
  const [variant] = product.variants;
  return variant ? [{ name: "product_viewed", data: { productVariant: variantOf(shop, product, variant) } }] : [];
}

export function addedToCart(shop: Shop, chosen: Chosen): CustomerEvent {
  return { name: "product_added_to_cart", data: { cartLine: linesOf(shop, [chosen])[0] ?? null } };
}

export function cartViewed(shop: Shop, visit: Visit): CustomerEvent {
  const lines = linesOf(shop, visit.cart);
  const cart: Cart = {
    attributes: [],
    cost: {
      totalAmount: money(
        shop,
        lines.reduce((sum, line) => sum + line.cost.totalAmount.amount * 100, 0),
      ),
    },
    id: visit.cartToken,
    lines,
    totalQuantity: lines.reduce((sum, line) => sum + line.quantity, 0),
  };
  return { name: "cart_viewed", data: { cart } };
}

export function checkoutStarted(shop: Shop, checkout: OpenCheckout): CustomerEvent {
  const price = priceCheckout(shop, checkout);
  return {
    name: "checkout_started",
    data: {
      checkout: {
        currencyCode: shop.currency,
        email: checkout.email,
        phone: checkout.phone,
        buyerAcceptsSmsMarketing: checkout.acceptsSms,
        smsMarketingPhone: checkout.acceptsSms ? checkout.phone : null,
        subtotalPrice: money(shop, price.linesCents - price.discountCents),
        token: checkout.token,
        totalPrice: money(shop, price.totalCents),
      },
    },
  };
}

function linesOf(shop: Shop, lines: Chosen[]): CartLine[] {
  return priceCheckout(shop, { lines, discountCode: null }).lines.map(({ product, variant, quantity }) => ({
    cost: { totalAmount: money(shop, variant.priceCents * quantity) },
    merchandise: variantOf(shop, product, variant),
    quantity,
  }));
}

function variantOf(shop: Shop, product: Product, variant: Variant): ProductVariant {
  const title = variant.title === onlyVariant ? null : variant.title;
  return {
    id: String(variant.id),
    image: null,
    price: money(shop, variant.priceCents),
    product: {
      id: String(product.id),
      title: product.title,
      type: product.type,
      untranslatedTitle: product.title,
      url: `/products/${product.handle}`,
      vendor: product.vendor,
    },
    sku: variant.sku,
    title,
    untranslatedTitle: title,
  };
}

function money(shop: Shop, cents: number): MoneyV2 {
  return { amount: Math.round(cents) / 100, currencyCode: shop.currency };
}
