import { pauseCampaignsOf } from "#domain/campaigns/control/pause";
import type { Context } from "#domain/context";
import { pauseFlowsOf } from "#domain/flows/publishing/pause";
import { recallTexts } from "#domain/messages/delivery/recall";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const end = statement(
  "end-installation",
  `UPDATE shops SET uninstalled_at = $2, uninstall_told_at = NULL, uninstall_held_at = NULL, redaction_told_at = NULL
   WHERE id = $1 AND installed_at <= $2 AND uninstalled_at IS NULL RETURNING domain`,
);

/** What a claim holds is passed over: its own gate finds the shop gone, or the hand-off finds it recalled. */
const cancelTexts = statement(
  "cancel-texts-of-shop",
  `UPDATE messages SET state = 'skipped', reason = 'shop-uninstalled', ended_at = $2
   WHERE (shop_id, month, id) IN (
     SELECT shop_id, month, id FROM messages WHERE shop_id = $1 AND is_waiting FOR UPDATE SKIP LOCKED)`,
);

const forgetTokens = statement("forget-tokens-of-shop", `DELETE FROM "Session" WHERE shop = $1`);

/**
 * Ends a shop's installation: sending stops at once, waiting texts end skipped, campaigns under way and live flows are paused,
 * and its access tokens are forgotten (the store has revoked them). News older than the present installation changes nothing.
 * Returns whether it ended now; safe to repeat.
 */
export async function uninstallShop(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { shopId, eventAt }: { shopId: string; eventAt: Date },
): Promise<boolean> {
  const [shop] = await tx.run<{ domain: string }>(end, [shopId, eventAt]);
  if (!shop) return false;
  const now = clock.now();
  await pauseCampaignsOf(tx, shopId, "uninstalled", now);
  await pauseFlowsOf(tx, { clock }, shopId);
  // After these: a claim that holds a campaign or a flow commits before our withdrawal is written, any other waits for us.
  await recallTexts(tx, [{ shopId, kind: "shop", target: shopId }]);
  await tx.run(cancelTexts, [shopId, now]);
  await tx.run(forgetTokens, [shop.domain]);
  return true;
}
