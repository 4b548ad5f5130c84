import { decimal } from "../../money.ts";
import type { Product } from "../../products/product.ts";
import type { Shop } from "../../shops/shop.ts";
import { shopTime } from "../../times.ts";
import { sample, sampleItem } from "./sample.ts";

export function productPayload(shop: Shop, product: Product) {
  return {
    ...sample("products/update"),
    id: product.id,
    admin_graphql_api_id: `gid://shopify/Product/${product.id}`,
    body_html: product.description,
    created_at: shopTime(product.createdAt, shop.timezone),
    updated_at: shopTime(product.updatedAt, shop.timezone),
    published_at: shopTime(product.createdAt, shop.timezone),
    handle: product.handle,
    product_type: product.type,
    title: product.title,
    vendor: product.vendor,
    tags: product.tags.join(", "),
    variants: product.variants.map((variant, index) => ({
      ...sampleItem("products/update", "variants"),
      id: variant.id,
      admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
      compare_at_price: null,
      created_at: shopTime(product.createdAt, shop.timezone),
      updated_at: shopTime(product.updatedAt, shop.timezone),
      position: index + 1,
      price: decimal(variant.priceCents),
      product_id: product.id,
      sku: variant.sku,
      title: variant.title,
      option1: variant.title,
    })),
    variant_gids: product.variants.map((variant) => ({
      admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
      updated_at: product.updatedAt,
    })),
  };
}
