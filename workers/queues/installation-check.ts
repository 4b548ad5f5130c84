import type { Context } from "#domain/context";
import { resolveDoubt } from "#domain/installations/resolve-doubt";
import type { AdminClient } from "#shopify/admin-client";
import { askStillInstalled } from "#shopify/still-installed";

/** The sweep enqueues this every other second while a shop is doubted; a store that was asked is left alone meanwhile. */
const RETRY_MS = 15_000;

/** Asks a store whose uninstall was reported whether it still has the app. */
export function installationCheckWorker(ctx: Context, admin: AdminClient) {
  const askAgainAt = new Map<string, number>();

  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    if (performance.now() < (askAgainAt.get(shopId) ?? 0)) return;
    const settled = await resolveDoubt(ctx, shopId, (domain) => askStillInstalled(admin, domain));
    if (settled === "held" || settled === "installed") askAgainAt.set(shopId, performance.now() + RETRY_MS);
    else askAgainAt.delete(shopId);
  };
}
