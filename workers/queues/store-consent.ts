import { pushConsent } from "#domain/consent/store-sync/push-consent";
import type { Context } from "#domain/context";
import type { AdminClient } from "#shopify/admin-client";
import { storeConsentClient } from "#shopify/consent";

/** Tells a store what its customers decided here, outside any batch, within the store's limits. */
export function storeConsentWorker(ctx: Context, admin: AdminClient) {
  const store = storeConsentClient(admin);
  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    if (await pushConsent({ ...ctx, store }, shopId)) await ctx.enqueue("store-consent", { shopId });
  };
}
