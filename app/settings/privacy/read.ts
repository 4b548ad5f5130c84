import type { Merchant } from "#app/authenticate";
import { listPrivacyRequests } from "#domain/privacy/read";

/** The latest data requests and erasures. */
export function readPrivacy({ ctx, shopId }: Merchant) {
  return listPrivacyRequests(ctx.db, shopId);
}

export type PrivacyData = Awaited<ReturnType<typeof readPrivacy>>;
