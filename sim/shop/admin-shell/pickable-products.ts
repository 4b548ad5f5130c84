import { decimal } from "../money.ts";
import type { Shop } from "../shops/shop.ts";

/** Products as App Bridge's resource picker gives them to the app. */
export function pickableProducts(shop: Shop) {
  return [...shop.products.values()].map((product) => ({
    id: `gid://shopify/Product/${product.id}`,
    handle: product.handle,
    title: product.title,
    vendor: product.vendor,
    productType: product.type,
    tags: product.tags,
    status: "ACTIVE",
    images: [
      {
        id: `gid://shopify/ProductImage/${product.id}`,
        altText: product.title,
        originalSrc: `/storefront/${shop.domain}/pictures/${product.handle}.svg`,
      },
    ],
    totalVariants: product.variants.length,
    variants: product.variants.map((variant) => ({
      id: `gid://shopify/ProductVariant/${variant.id}`,
      title: variant.title,
      displayName: `${product.title} - ${variant.title}`,
      sku: variant.sku,
      price: decimal(variant.priceCents),
    })),
  }));
}
