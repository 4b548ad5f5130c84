import type { Context } from "#domain/context";
import { tellChanges } from "#domain/flows/sets/tell-changes";
import { checkVariants } from "#domain/products/check-variants";
import type { AdminClient } from "#shopify/admin-client";
import { variantStore } from "#shopify/variants";

/** Asks stores about variants that people wait for or have looked at, within the store's limits. */
export function variantChecksWorker(ctx: Context, admin: AdminClient) {
  const store = variantStore(admin);
  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    if (await checkVariants({ ...ctx, store, onChanges: tellChanges }, shopId))
      await ctx.enqueue("variant-checks", { shopId });
  };
}
