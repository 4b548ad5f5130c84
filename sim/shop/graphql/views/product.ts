import { decimal } from "../../money.ts";
import type { Product, Variant } from "../../products/product.ts";
import { isForSale, onlyVariant } from "../../products/product.ts";
import { connection, type PageArguments } from "../connection.ts";
import type { AdminContext } from "../context.ts";
import { gid } from "../gid.ts";

export function productView(context: AdminContext, product: Product): object {
  const { shop, store } = context;
  const image = imageView(context, product);
  const prices = product.variants.map((variant) => variant.priceCents);
  const money = (cents: number) => ({ amount: decimal(cents), currencyCode: shop.currency });
  return {
    __typename: "Product",
    id: gid("Product", product.id),
    legacyResourceId: String(product.id),
    handle: product.handle,
    title: product.title,
    description: product.description,
    descriptionHtml: `<p>${product.description}</p>`,
    vendor: product.vendor,
    productType: product.type,
    tags: product.tags,
    status: product.status,
    totalInventory: product.variants.reduce((sum, { stock }) => sum + (stock ?? 0), 0),
    totalVariants: product.variants.length,
    tracksInventory: product.variants.some(({ stock }) => stock !== null),
    hasOnlyDefaultVariant: product.variants[0]?.title === onlyVariant,
    createdAt: product.createdAt,
    publishedAt: product.status === "ACTIVE" ? product.createdAt : null,
    updatedAt: product.updatedAt,
    onlineStoreUrl: `${store.url}/storefront/${shop.domain}/products/${product.handle}`,
    featuredImage: image,
    featuredMedia: {
      __typename: "MediaImage",
      id: gid("MediaImage", product.id),
      alt: product.title,
      preview: { image },
      image,
    },
    images: (args: PageArguments) => connection([image], args, (one) => one),
    priceRangeV2: { minVariantPrice: money(Math.min(...prices)), maxVariantPrice: money(Math.max(...prices)) },
    variants: (args: PageArguments) =>
      connection(product.variants, args, (variant) => variantView(context, product, variant)),
    variantsCount: { count: product.variants.length, precision: "EXACT" },
  };
}

export function variantView(context: AdminContext, product: Product, variant: Variant): object {
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    legacyResourceId: String(variant.id),
    title: variant.title,
    displayName: variant.title === onlyVariant ? product.title : `${product.title} - ${variant.title}`,
    sku: variant.sku,
    price: decimal(variant.priceCents),
    compareAtPrice: variant.compareAtCents === null ? null : decimal(variant.compareAtCents),
    availableForSale: isForSale(variant),
    inventoryPolicy: variant.policy.toUpperCase(),
    inventoryQuantity: variant.stock ?? 0,
    position: product.variants.indexOf(variant) + 1,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    taxable: true,
    image: imageView(context, product),
    product: () => productView(context, product),
  };
}

function imageView({ store, shop }: AdminContext, product: Product) {
  const url = `${store.url}/storefront/${shop.domain}/pictures/${product.handle}.svg`;
  return {
    __typename: "Image",
    id: gid("ProductImage", product.id),
    altText: product.title,
    url,
    src: url,
    originalSrc: url,
    transformedSrc: url,
    width: 800,
    height: 800,
  };
}

export function productTerms(product: Product) {
  return {
    id: product.id,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    product_type: product.type,
    tag: product.tags,
    status: product.status.toLowerCase(),
    created_at: product.createdAt,
    updated_at: product.updatedAt,
  };
}
