import type { Context } from "#domain/context";
import { fetchRecords } from "#domain/fetches/fetch-records";
import { recordFetched } from "#domain/flows/actions/fetch";
import type { AdminClient } from "#shopify/admin-client";
import { recordStore } from "#shopify/fetch-records";

/** Reads records of a store that flows' steps wait for, outside any batch, within the store's limits. */
export function storeFetchWorker(ctx: Context, admin: AdminClient) {
  const store = recordStore(admin);
  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    if (await fetchRecords({ ...ctx, store, onEnd: recordFetched }, shopId))
      await ctx.enqueue("store-fetch", { shopId });
  };
}
