import type { Merchant } from "#app/authenticate";
import { listKeys } from "#domain/api-keys/keys";

/** The shop's keys, and where programs find the API. */
export async function readApiPage({ ctx, shopId, shop }: Merchant) {
  return {
    keys: await listKeys(ctx, shopId),
    address: `${ctx.appUrl}/api/v1`,
    timeZone: shop.timeZone ?? "UTC",
  };
}

export type ApiPageData = Awaited<ReturnType<typeof readApiPage>>;
