import type { Context } from "#domain/context";
import { mintCodes } from "#domain/discounts/mint";
import { codesGiven } from "#domain/flows/actions/discount-code";
import type { AdminClient } from "#shopify/admin-client";
import { discountStore } from "#shopify/discounts";

/** Makes a store's discount codes ahead, outside any batch, within the store's limits. */
export function discountCodesWorker(ctx: Context, admin: AdminClient) {
  const store = discountStore(admin);
  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    if (await mintCodes({ ...ctx, store, onGiven: codesGiven }, shopId))
      await ctx.enqueue("discount-codes", { shopId });
  };
}
