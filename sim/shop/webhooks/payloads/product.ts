import { decimal } from "../../money.ts";
import type { Product } from "../../products/product.ts";
import type { Shop } from "../../shops/shop.ts";
import { shopTime } from "../../times.ts";
import { sample, sampleItem } from "./sample.ts";

/** More variants than these are named by `variant_gids` alone: https://shopify.dev/docs/api/webhooks (products/update). */
const WHOLE_VARIANTS = 100;

export function productPayload(shop: Shop, product: Product) {
  return {
    ...sample("products/update"),
    id: product.id,
    admin_graphql_api_id: `gid://shopify/Product/${product.id}`,
    body_html: product.description,
    created_at: shopTime(product.createdAt, shop.timezone),
    updated_at: shopTime(product.updatedAt, shop.timezone),
    published_at: product.status === "ACTIVE" ? shopTime(product.createdAt, shop.timezone) : null,
    status: product.status.toLowerCase(),
    handle: product.handle,
    product_type: product.type,
    title: product.title,
    vendor: product.vendor,
    tags: product.tags.join(", "),
    variants: product.variants.slice(0, WHOLE_VARIANTS).map((variant, index) => ({
      ...sampleItem("products/update", "variants"),
      id: variant.id,
      admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
      compare_at_price: variant.compareAtCents === null ? null : decimal(variant.compareAtCents),
      inventory_management: variant.stock === null ? null : "shopify",
      inventory_policy: variant.policy,
      inventory_quantity: variant.stock,
      old_inventory_quantity: variant.stock,
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

export function productDeletedPayload(product: Product) {
  return { id: product.id };
}
