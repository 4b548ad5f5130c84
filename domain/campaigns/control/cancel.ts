import { recordCampaignEvent } from "#domain/campaigns/event";
import { canBecome } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { recallTexts } from "#domain/messages/delivery/recall";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { lockCampaign } from "./lock.ts";

const cancel = statement(
  "cancel-campaign",
  `UPDATE campaigns SET state = 'cancelled', paused_from = NULL, paused_because = NULL, is_settling = true, finished_at = $3, updated_at = $3
   WHERE shop_id = $1 AND id = $2`,
);

const countUnsent = statement(
  "count-unsent",
  `SELECT ((SELECT coalesce(sum(cardinality(subscriber_ids) - cursor), 0) FROM campaign_chunks
            WHERE shop_id = $1 AND campaign_id = $2 AND state = 'ready')
         + (SELECT count(*) FROM messages WHERE shop_id = $1 AND source_id = $2 AND is_waiting))::int AS unsent`,
);

/**
 * Ends a campaign for good, touching the same few rows at any size: from here on nothing of it is claimed, and what was
 * claimed and not handed over is withheld. People still in a chunk get no row: they stay in it behind its cursor, and the
 * report counts them there as skipped (progress.sql). Texts that wait are told as skipped too, and applyControl writes
 * it down. Cancelling a cancelled campaign changes nothing; refuses a draft and one that is over.
 */
export async function cancelCampaign(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { state } = await lockCampaign(tx, shopId, campaignId);
    if (state === "cancelled") return;
    if (!canBecome(state, "cancelled"))
      throw new UserError("campaign-not-running", "Only scheduled, sending or paused campaigns can be canceled.");
    const now = clock.now();
    await tx.run(cancel, [shopId, campaignId, now]);
    const [counted] = await tx.run<{ unsent: number }>(countUnsent, [shopId, campaignId]);
    const data = { unsent: counted?.unsent ?? 0 };
    await recordCampaignEvent(tx, shopId, [campaignId], { kind: "cancelled", data }, now);
    await recallTexts(tx, [{ shopId, kind: "campaign", target: campaignId }]);
  });
  await enqueue("campaign", { shopId, campaignId });
}
