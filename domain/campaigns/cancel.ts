import { noteHappening } from "#domain/campaigns/event";
import { lockCampaign } from "#domain/campaigns/lock";
import { canBecome } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { cancelWaiting } from "#domain/messages/waiting";
import { withdraw } from "#domain/messages/withdraw";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/statement";

const cancel = statement(
  "cancel-campaign",
  `UPDATE campaigns SET state = 'cancelled', paused_from = NULL, paused_because = NULL, finished_at = $3, updated_at = $3
   WHERE shop_id = $1 AND id = $2`,
);

const endChunks = statement(
  "end-chunks",
  `WITH ended AS (
     UPDATE campaign_chunks SET state = 'done' WHERE shop_id = $1 AND campaign_id = $2 AND state = 'ready'
     RETURNING cardinality(subscriber_ids) - cursor AS rest)
   SELECT coalesce(sum(rest), 0)::int AS unclaimed FROM ended`,
);

/**
 * Ends a campaign for good. Texts that wait end skipped; people still in a chunk get no row, they stay in it behind its
 * cursor, and the report counts them there as skipped (progress.sql), so that the sum is the audience all the same.
 * What was claimed and not handed over is withheld and ends skipped when its lane comes to it. Cancelling a cancelled
 * campaign changes nothing; refuses a draft and one that is over.
 */
export async function cancelCampaign(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { state } = await lockCampaign(tx, shopId, campaignId);
    if (state === "cancelled") return;
    if (!canBecome(state, "cancelled"))
      throw new UserError(
        "campaign-not-running",
        "Only a campaign that is scheduled, sending or paused can be cancelled.",
      );
    const now = clock.now();
    await tx.run(cancel, [shopId, campaignId, now]);
    const [chunks] = await tx.run<{ unclaimed: number }>(endChunks, [shopId, campaignId]);
    const waiting = await cancelWaiting(tx, shopId, [campaignId], "campaign-cancelled", now);
    const unsent = (chunks?.unclaimed ?? 0) + waiting;
    await noteHappening(tx, shopId, [campaignId], { kind: "cancelled", data: { unsent } }, now);
    await withdraw(tx, [{ shopId, kind: "campaign", target: campaignId }]);
  });
}
