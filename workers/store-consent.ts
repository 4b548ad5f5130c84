import { tellTheStore } from "#domain/consent/tell-the-store";
import type { Context } from "#domain/context";
import type { AdminClient } from "#shopify/admin-client";
import { consentAtStore } from "#shopify/consent";

/** Tells a store what its customers decided here, outside any batch, within the store's limits. */
export function storeConsentWorker(ctx: Context, admin: AdminClient) {
  const store = consentAtStore(admin);
  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    if (await tellTheStore({ ...ctx, store }, shopId)) await ctx.enqueue("store-consent", { shopId });
  };
}
