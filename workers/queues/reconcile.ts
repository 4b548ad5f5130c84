import type { Context } from "#domain/context";
import { reconcileShop } from "#domain/reconciliation/reconcile";
import type { AdminClient } from "#shopify/admin-client";
import { storeRecord } from "#shopify/store-record";

/** Looks through a store's own record for what no webhook has told, outside any batch. */
export function reconcileWorker(ctx: Context, admin: AdminClient) {
  const record = storeRecord(admin);
  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    await reconcileShop({ ...ctx, record }, shopId);
  };
}
