import { tellChanges } from "#domain/flows/sets/tell-changes";
import { checkVariants } from "#domain/products/check-variants";
import type { VariantStore } from "#domain/products/variant-store";
import { statement } from "#platform/sql/statement";
import type { Stage } from "./stage.ts";

const VARIANT = { variantId: "4101", productId: "4100" };
const DAY_MS = 24 * 3_600_000;

const watchVariant = statement(
  "bench-watch-variant",
  `INSERT INTO watched_variants (shop_id, variant_id, product_id, is_available, price_micros, answered_for, due_at)
   VALUES ($1, $2, $3, false, 20000000, $4, $4)`,
);
const waitForVariant = statement(
  "bench-wait-for-variant",
  `INSERT INTO product_interests (shop_id, variant_id, kind, subscriber_id, at)
   SELECT shop_id, $2, 'restock', id, $4::timestamptz FROM subscribers WHERE shop_id = $1 ORDER BY id LIMIT $3`,
);

/** Lets that many of a shop's people ask for a variant that is sold out. */
export async function seedWaiting({ ctx, clock }: Stage, shopId: string, people: number): Promise<void> {
  const yesterday = new Date(clock.now().getTime() - DAY_MS);
  await ctx.db.run(watchVariant, [shopId, VARIANT.variantId, VARIANT.productId, yesterday]);
  await ctx.db.run(waitForVariant, [shopId, VARIANT.variantId, people, yesterday]);
}

/** The store says that the variant can be bought again. */
export async function bringBack({ ctx, clock }: Stage, shopId: string): Promise<void> {
  const now = {
    ...{ isAvailable: true, priceMicros: 20_000_000, updatedAt: clock.now() },
    ...{ productTitle: "Cedar candle", variantTitle: "Large", handle: "cedar-candle" },
  };
  const store: VariantStore = {
    read: async (_, ids) => ({ kind: "answer", restMs: 0, answer: ids.map((variantId) => ({ variantId, ...now })) }),
  };
  await checkVariants({ ...ctx, store, onChanges: tellChanges }, shopId);
}
