import type { Context } from "#domain/context";
import { applyShopDetails } from "#domain/shops/apply-details";
import type { AdminClient } from "#shopify/admin-client";
import { fetchShopDetails } from "#shopify/shop-details";

/** The sweep rings for a shop without details every other second; a store that would not tell is left alone meanwhile. */
const RETRY_MS = 60_000;

/** Fetches what the store says about itself, outside any batch, with the store's own limits. */
export function shopDetailsWorker(ctx: Context, admin: AdminClient) {
  const askAgainAt = new Map<string, number>();

  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    if (performance.now() < (askAgainAt.get(shopId) ?? 0)) return;
    const shop = await ctx.db.prisma.shop.findUnique({ where: { id: shopId } });
    if (!shop || shop.detailsAt || shop.uninstalledAt) return;
    const answer = await fetchShopDetails(admin, shop.domain);
    if (answer.kind === "data") {
      askAgainAt.delete(shopId);
      await applyShopDetails(ctx, shopId, answer.data);
      return;
    }
    // The token is on its way: the merchant's first visit stores it a moment after the installation.
    if (answer.kind === "no-token") return;
    askAgainAt.set(shopId, performance.now() + RETRY_MS);
    ctx.log.warn({ shopId, kind: answer.kind, detail: answer.detail }, "the store's details could not be fetched");
  };
}
