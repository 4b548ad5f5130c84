import { lockCampaign } from "#domain/campaigns/control/lock";
import { lockMark, takeMark } from "#domain/campaigns/control/mark-urgent";
import { pauseAtSpendCap } from "#domain/campaigns/control/pause";
import { FEWEST_FILTERED, pauseWhenFiltered } from "#domain/campaigns/control/pause-filtered";
import { type FailureCause, recordCampaignEvent } from "#domain/campaigns/event";
import type { CampaignState } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { type Due, enqueueAll, type Job, turnJob } from "#domain/jobs";
import { foldCounts } from "#domain/messages/counts";
import { monthOf } from "#domain/messages/month";
import { senderFor } from "#domain/senders/choose";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { applyControl } from "./apply-control.ts";
import { deadlineOf } from "./deadline.ts";
import { finishCampaign } from "./finish.ts";
import { snapshotPage } from "./snapshot.ts";

const look = statement(
  "look-at-campaign",
  `SELECT state, sender_id AS "senderId", EXISTS (
     SELECT 1 FROM spend_counters s WHERE s.shop_id = $1 AND s.kind = 'campaign' AND s.target = $2 AND s.refused IS NOT NULL) AS "isAtCap",
     EXISTS (SELECT 1 FROM filtered_texts f WHERE f.shop_id = $1 AND f.source_id = $2 AND f.count - f.judged_count >= $3) AS "isFiltered",
     is_settling AS "isApplyingControl"
   FROM campaigns WHERE shop_id = $1 AND id = $2`,
);

/** When the sweep adds the job. */
export const dueCampaigns: Due<"campaign"> = {
  records: `SELECT shop_id, id FROM campaigns
    WHERE state IN ('scheduled', 'preparing', 'sending') AND (state <> 'scheduled' OR scheduled_at <= $1)
    UNION ALL
    SELECT shop_id, id FROM campaigns WHERE is_settling AND state = 'cancelled'`,
  payloadKey: "campaignId",
};

const begin = statement(
  "start-campaign",
  `UPDATE campaigns SET state = 'preparing', sender_id = $3, month = $4::date, started_at = $5, expires_at = $6, updated_at = $5
   WHERE shop_id = $1 AND id = $2`,
);

const fail = statement(
  "fail-campaign",
  `UPDATE campaigns SET state = 'failed', failed_because = $3, finished_at = $4, updated_at = $4 WHERE shop_id = $1 AND id = $2`,
);

interface Look {
  state: CampaignState;
  senderId: string | null;
  /** Its spend cap has refused a text. */
  isAtCap: boolean;
  /** Carriers take some of its texts for spam. */
  isFiltered: boolean;
  /** What waited when it was resumed or cancelled is still to be woken or ended. */
  isApplyingControl: boolean;
}

/**
 * Does a campaign's next piece of work: starts it when due, pauses it at its spend cap or
 * when carriers take it for spam, settles what waited for a resume or
 * a cancel, counts one page of its audience, finishes it when nothing of it is left to do. Enqueues itself while there is
 * more, and for a turn as soon as there is something to send. Safe to repeat and to run twice at once; does nothing for a
 * campaign that wants nothing.
 */
export async function advanceCampaign(
  ctx: Pick<Context, "db" | "clock" | "enqueue" | "replica">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  const lookAgain = async () => (await ctx.db.run<Look>(look, [shopId, campaignId, FEWEST_FILTERED]))[0];
  let campaign = await lookAgain();
  if (campaign?.state === "scheduled") {
    await startCampaign(ctx, shopId, campaignId);
    campaign = await lookAgain();
  }
  if (campaign?.isAtCap) {
    await pauseAtSpendCap(ctx, shopId, campaignId);
    campaign = await lookAgain();
  }
  if (campaign?.isFiltered && (await pauseWhenFiltered(ctx, shopId, campaignId))) campaign = await lookAgain();
  if (campaign?.isApplyingControl) await applyControl(ctx, shopId, campaignId);
  if (campaign?.state === "preparing") {
    const page = await snapshotPage(ctx, shopId, campaignId);
    const again: Job = { name: "campaign", payload: { shopId, campaignId } };
    await enqueueAll(ctx.enqueue, [...turnOf(shopId, campaign), ...(page === "stopped" ? [] : [again])]);
  }
  if (campaign?.state === "sending") await finishCampaign(ctx, shopId, campaignId);
  if (campaign) await foldCounts(ctx.db, shopId, campaignId);
}

function turnOf(shopId: string, { senderId }: Look): Job[] {
  return senderId ? [turnJob({ class: "campaign", shopId })] : [];
}

/**
 * Starts a scheduled campaign whose hour has come: from now on it prepares. One that cannot be sent at all (no number
 * in service, no words) ends failed with its reason. Changes nothing when it is not due; safe to repeat.
 */
async function startCampaign(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    await lockMark(tx, shopId, campaignId);
    const campaign = await lockCampaign(tx, shopId, campaignId);
    if (campaign.state !== "scheduled" || campaign.scheduledAt === null || campaign.scheduledAt > now) return;
    if (campaign.body.trim() === "") return failCampaign(tx, shopId, campaignId, "no-content", now);
    const sender = await senderFor(tx, shopId, campaign.senderId);
    if (!sender) return failCampaign(tx, shopId, campaignId, "no-sender", now);
    const from = campaign.isUrgent ? await takeMark(tx, shopId, campaign, now) : null;
    const expiresAt = await deadlineOf(tx, shopId, campaign, now);
    await tx.run(begin, [shopId, campaignId, sender.id, monthOf(now), now, expiresAt]);
    await recordCampaignEvent(
      tx,
      shopId,
      [campaignId],
      { kind: "started", data: { expiresAt: expiresAt.toISOString() } },
      now,
    );
    if (campaign.isUrgent)
      await recordCampaignEvent(tx, shopId, [campaignId], { kind: "urgent-marked", data: { from } }, now);
  });
}

async function failCampaign(
  tx: Sql,
  shopId: string,
  campaignId: string,
  because: FailureCause,
  now: Date,
): Promise<void> {
  await tx.run(fail, [shopId, campaignId, because, now]);
  await recordCampaignEvent(tx, shopId, [campaignId], { kind: "failed", data: { because } }, now);
}
