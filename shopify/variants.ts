import { z } from "zod";
import type { VariantNow, VariantStore } from "#domain/products/variant-store";
import { micros } from "#shopify/events/money";
import { instant, recordId, text } from "#shopify/events/read";
import type { AdminClient } from "./admin-client.ts";
import type { Operation } from "./operation.ts";
import { storeAnswer } from "./store-answer.ts";

/** People wait for it, but for minutes: it leaves more to others than what a flow's step waits for. */
const LEFT_TO_OTHERS = 0.5;

/** What a store says of variants, read through the Admin API within its cost budget. */
export function variantStore(client: AdminClient): VariantStore {
  return {
    async read(shopDomain, variantIds) {
      const ids = variantIds.map((id) => `gid://shopify/ProductVariant/${id}`);
      return storeAnswer(await client.ask(shopDomain, readVariants, { ids }), LEFT_TO_OTHERS);
    },
  };
}

const variant = z.object({
  id: recordId,
  title: text,
  price: micros,
  availableForSale: z.boolean(),
  product: z.object({
    title: text,
    handle: text,
    status: z.string(),
    publishedAt: z.string().nullable(),
    hasOnlyDefaultVariant: z.boolean(),
    updatedAt: instant,
  }),
});

const readVariants: Operation<{ ids: string[] }, VariantNow[]> = {
  document: `#graphql
    query WatchedVariants($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on ProductVariant {
          id
          title
          price
          availableForSale
          product {
            title
            handle
            status
            publishedAt
            hasOnlyDefaultVariant
            updatedAt
          }
        }
      }
    }`,
  data: z
    .object({ nodes: z.array(variant.nullable()) })
    .transform(({ nodes }) => nodes.flatMap((it) => (it === null ? [] : [variantNow(it)]))),
};

/** availableForSale counts stock, untracked stock and "continue selling when out of stock"; a draft can be available, too. */
function variantNow({ id, title, price, availableForSale, product }: z.output<typeof variant>): VariantNow {
  const isPublished = product.status === "ACTIVE" && product.publishedAt !== null;
  return {
    variantId: id,
    productTitle: product.title,
    variantTitle: product.hasOnlyDefaultVariant ? null : title,
    handle: product.handle,
    isAvailable: availableForSale && isPublished,
    priceMicros: price,
    updatedAt: product.updatedAt,
  };
}
