import { recordCampaignEvent } from "#domain/campaigns/event";
import type { Context } from "#domain/context";
import { statement, statementFile } from "#platform/sql/statement";

const unfinished = statementFile(import.meta.url, "./unfinished.sql");

const lock = statement(
  "lock-sending-campaign",
  `SELECT 1 AS held FROM campaigns
   WHERE shop_id = $1 AND id = $2 AND state = 'sending' AND snapshot_done_at IS NOT NULL FOR UPDATE SKIP LOCKED`,
);

const finish = statement(
  "finish-campaign",
  "UPDATE campaigns SET state = 'finished', finished_at = $3, updated_at = $3 WHERE shop_id = $1 AND id = $2",
);

/**
 * Ends a campaign whose every recipient has left or has a reason: everyone counted, every chunk taken, nothing waiting,
 * under way or still to be asked for. Returns whether it is finished now. Changes nothing before; safe to repeat.
 */
export async function finishCampaign(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    // Skipped when a claim holds it: then it isn't finished.
    const [campaign] = await tx.run(lock, [shopId, campaignId]);
    if (!campaign) return false;
    const [answer] = await tx.run<{ isUnfinished: boolean }>(unfinished, [shopId, campaignId]);
    if (!answer || answer.isUnfinished) return false;
    const now = clock.now();
    await tx.run(finish, [shopId, campaignId, now]);
    await recordCampaignEvent(tx, shopId, [campaignId], { kind: "finished", data: {} }, now);
    return true;
  });
}
