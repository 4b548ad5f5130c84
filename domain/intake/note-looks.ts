import type { KnownEvent } from "#domain/browsing/known-event";
import type { Context } from "#domain/context";
import { shopsListening } from "#domain/flows/publishing/live-flows";
import type { Job } from "#domain/jobs";
import { noteInterests } from "#domain/products/note-interests";
import { isStoreId } from "#domain/products/store-id";
import type { Sql } from "#platform/sql/db";

/** Notes who viewed which variant, in shops with a flow that asks about it. Returns the jobs owed after the commit. */
export async function noteLooks(tx: Sql, { clock }: Pick<Context, "clock">, events: KnownEvent[]): Promise<Job[]> {
  const views = events.filter(({ kind }) => kind === "product-viewed");
  const shopIds = [...new Set(views.map(({ shopId }) => shopId))];
  const listening = await shopsListening(tx, ["back-in-stock", "price-drop"], shopIds);
  const looks = views.flatMap(({ shopId, subscriberId, items: [item], at }) =>
    item?.variantId && isStoreId(item.variantId) && isStoreId(item.productId) && listening.has(shopId)
      ? [
          {
            ...{ shopId, subscriberId, at, kind: "look" as const },
            variantId: item.variantId,
            productId: item.productId,
          },
        ]
      : [],
  );
  return noteInterests(tx, looks, clock.now());
}
