import { formKey, isFormKeyDue, noteFormKey } from "#domain/consent/forms/form-key";
import type { Context } from "#domain/context";
import { applyShopDetails } from "#domain/shops/apply-details";
import type { AdminAnswer, AdminClient } from "#shopify/admin-client";
import { sendFormKey } from "#shopify/form-key";
import { fetchShopDetails } from "#shopify/shop-details";

/** The sweep enqueues this every other second for a shop that lacks something; a store that does not answer is left alone meanwhile. */
const RETRY_MS = 60_000;

/**
 * Once per installation: fetches what the store says about itself and sends it the key that signs its sign-up forms. Outside
 * any batch, with the store's own limits.
 */
export function shopDetailsWorker(ctx: Context, admin: AdminClient) {
  const askAgainAt = new Map<string, number>();

  function restFrom(shopId: string, answer: Exclude<AdminAnswer<unknown>, { kind: "data" }>, what: string): void {
    askAgainAt.set(shopId, performance.now() + RETRY_MS);
    if (answer.kind !== "no-token") ctx.log.warn({ shopId, kind: answer.kind, detail: answer.detail }, what);
  }

  async function askDetails(shopId: string, domain: string): Promise<boolean> {
    const answer = await fetchShopDetails(admin, domain);
    if (answer.kind === "data") await applyShopDetails(ctx, shopId, answer.data);
    // Without a token: it is on its way, the merchant's first visit stores it a moment after the installation.
    else if (answer.kind !== "no-token") restFrom(shopId, answer, "the store's details could not be fetched");
    return answer.kind === "data";
  }

  async function giveFormKey(shopId: string, domain: string): Promise<void> {
    const since = ctx.clock.now();
    const answer = await sendFormKey(admin, domain, formKey(ctx, shopId));
    if (answer.kind === "data") await noteFormKey(ctx, shopId, since);
    else restFrom(shopId, answer, "the key of the sign-up forms could not be sent");
  }

  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    if (performance.now() < (askAgainAt.get(shopId) ?? 0)) return;
    askAgainAt.delete(shopId);
    const shop = await ctx.db.prisma.shop.findUnique({ where: { id: shopId } });
    if (!shop || shop.uninstalledAt) return;
    if (!shop.detailsAt && !(await askDetails(shopId, shop.domain))) return;
    if (isFormKeyDue(shop)) await giveFormKey(shopId, shop.domain);
  };
}
