import { limitOf } from "#domain/flags/open-flags";
import { endLease, isIntakeBehind, readProgress, takeLease } from "./lease.ts";
import { type ScanContext, type ScanResult, scanChanges } from "./scan.ts";
import { topics } from "./store-record.ts";

const MINUTE_MS = 60_000;
/** After trouble that only the merchant ends. */
const TROUBLED_MS = 10 * MINUTE_MS;
const RETRY_MS = 2 * MINUTE_MS;
/** By then intake has looked at what was handed to it, or is known to be behind (lease.ts). */
const AFTER_FINDING_MS = MINUTE_MS;
const SOON_MS = 5_000;

/**
 * Compares a shop's own record with what we were told, and feeds what never came through intake as if it had. People's
 * decisions come first, then orders, and carts only once both are caught up and applied: no one is reminded of a cart
 * whose order was merely lost. A store that cannot be asked is asked again later, from where we were. Safe to run twice and
 * side by side.
 */
export async function reconcileShop(ctx: ScanContext, shopId: string): Promise<void> {
  const shop = await takeLease(ctx, shopId);
  if (!shop) return;
  if (await isIntakeBehind(ctx)) return endLease(ctx, shopId, AFTER_FINDING_MS);
  const progress = await readProgress(ctx, shop);
  for (const topic of topics) {
    const since = progress.find((it) => it.topic === topic);
    if (!since) continue;
    const looked = await scanChanges(ctx, shop, since);
    const waitMs = waitAfter(looked);
    // What a store refuses to tell about its customers says nothing against its orders.
    const isPassable = looked.kind === "trouble" && looked.trouble === "refused" && topic === "customers";
    if (waitMs !== null && !isPassable) return endLease(ctx, shopId, waitMs);
  }
  await endLease(ctx, shopId, (await limitOf(ctx, "reconcile.minutes", shopId)) * MINUTE_MS);
}

/** Null: on to the next topic. */
function waitAfter(looked: ScanResult): number | null {
  if (looked.kind === "caught-up") return looked.missed > 0 ? AFTER_FINDING_MS : null;
  if (looked.kind === "more") return Math.max(SOON_MS, looked.restMs);
  return looked.trouble === "unavailable" ? RETRY_MS : TROUBLED_MS;
}
