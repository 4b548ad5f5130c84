import { recordCampaignEvent } from "#domain/campaigns/event";
import type { Context } from "#domain/context";
import { enqueueAll, type Job, turnJob } from "#domain/jobs";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type LockedCampaign, lockCampaign } from "./lock.ts";

const resume = statement(
  "resume-campaign",
  `UPDATE campaigns SET state = paused_from, paused_from = NULL, paused_because = NULL, expires_at = $3::timestamptz,
     is_settling = $3::timestamptz IS NOT NULL, updated_at = $4
   WHERE shop_id = $1 AND id = $2`,
);

const pausedSince = statement(
  "paused-since",
  `SELECT max(at) AS at FROM campaign_events WHERE shop_id = $1 AND campaign_id = $2 AND kind = 'paused'`,
);

/** Returns the counter when the text that it refused would still not fit; else forgets that it refused one. */
const leaveCapWhenItFits = statement(
  "leave-campaign-cap",
  `WITH opened AS (
     UPDATE spend_counters SET refused = NULL
     WHERE shop_id = $1 AND kind = 'campaign' AND target = $2 AND refused IS NOT NULL AND ($3::int8 IS NULL OR used + refused <= $3)
     RETURNING target)
   SELECT target FROM spend_counters
   WHERE shop_id = $1 AND kind = 'campaign' AND target = $2 AND refused IS NOT NULL AND NOT EXISTS (SELECT 1 FROM opened)`,
);

/**
 * Lets a paused campaign go on where it was. Its deadline moves by the length of the pause; its chunks meet the hours of
 * today as they are taken, and applyControl wakes what was parked. Touches the same few rows at any size. Resuming one
 * that is not paused is refused unless it runs already; so is one whose spend cap leaves no room for its next text.
 */
export async function resumeCampaign(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  const jobs = await db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, shopId, campaignId);
    if (["scheduled", "preparing", "sending"].includes(campaign.state)) return [];
    if (campaign.state !== "paused")
      throw new UserError("campaign-not-paused", "Only paused campaigns can be resumed.");
    await leaveCap(tx, shopId, campaign);
    const now = clock.now();
    const pausedMs = await pauseLength(tx, shopId, campaignId, now);
    const expiresAt = campaign.expiresAt && new Date(campaign.expiresAt.getTime() + pausedMs);
    await tx.run(resume, [shopId, campaignId, expiresAt, now]);
    await recordCampaignEvent(tx, shopId, [campaignId], { kind: "resumed", data: { pausedMs } }, now);
    return jobsOf(shopId, campaignId, campaign.senderId);
  });
  await enqueueAll(enqueue, jobs);
}

/** Its next text must fit, or it would only be paused again. */
async function leaveCap(tx: Sql, shopId: string, { id, spendCapMicros }: LockedCampaign): Promise<void> {
  if ((await tx.run(leaveCapWhenItFits, [shopId, id, spendCapMicros])).length === 0) return;
  throw new UserError(
    "campaign-cap-reached",
    "This campaign reached its spending limit. Raise or remove the limit, then resume it.",
  );
}

async function pauseLength(tx: Sql, shopId: string, campaignId: string, now: Date): Promise<number> {
  const [paused] = await tx.run<{ at: Date | null }>(pausedSince, [shopId, campaignId]);
  return paused?.at ? Math.max(0, now.getTime() - paused.at.getTime()) : 0;
}

function jobsOf(shopId: string, campaignId: string, senderId: string | null): Job[] {
  const campaign: Job = { name: "campaign", payload: { shopId, campaignId } };
  return senderId ? [campaign, turnJob({ class: "campaign", shopId })] : [campaign];
}
