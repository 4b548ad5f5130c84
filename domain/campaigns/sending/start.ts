import { audience } from "#domain/campaigns/audience/audience";
import { audienceClocks } from "#domain/campaigns/audience/audience-clocks";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import { type LockedCampaign, lockCampaign } from "#domain/campaigns/control/lock";
import { holdMark, takeMark } from "#domain/campaigns/control/mark-urgent";
import { localSpan } from "#domain/campaigns/drafts/local-time";
import { type FailureCause, noteHappening } from "#domain/campaigns/event";
import type { Context } from "#domain/context";
import { monthOf } from "#domain/messages/month";
import { senderFor } from "#domain/senders/choose";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/**
 * How long a campaign's texts may still leave after its start; with local time, after its hour in the last zone. Two days,
 * because the rules for somebody whose state is unknown leave no hour between Saturday 17:00 and Monday 16:00 Eastern;
 * shorter would drop these people every weekend.
 */
export const CAMPAIGN_LIFE_MS = 48 * 3_600_000;

const begin = statement(
  "start-campaign",
  `UPDATE campaigns SET state = 'preparing', sender_id = $3, month = $4::date, started_at = $5, expires_at = $6, updated_at = $5
   WHERE shop_id = $1 AND id = $2`,
);

const fail = statement(
  "fail-campaign",
  `UPDATE campaigns SET state = 'failed', failed_because = $3, finished_at = $4, updated_at = $4 WHERE shop_id = $1 AND id = $2`,
);

/**
 * Starts a scheduled campaign whose hour has come: from now on it prepares. One that cannot be sent at all (no number
 * in service, no words) ends failed with its reason. Changes nothing when it is not due; safe to repeat.
 */
export async function startCampaign(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    await holdMark(tx, shopId, campaignId);
    const campaign = await lockCampaign(tx, shopId, campaignId);
    if (campaign.state !== "scheduled" || campaign.scheduledAt === null || campaign.scheduledAt > now) return;
    if (campaign.body.trim() === "") return failCampaign(tx, shopId, campaignId, "no-content", now);
    const sender = await senderFor(tx, shopId, campaign.senderId);
    if (!sender) return failCampaign(tx, shopId, campaignId, "no-sender", now);
    const from = campaign.isUrgent ? await takeMark(tx, shopId, campaign, now) : null;
    const expiresAt = await deadlineOf(tx, shopId, campaign, now);
    await tx.run(begin, [shopId, campaignId, sender.id, monthOf(now), now, expiresAt]);
    await noteHappening(
      tx,
      shopId,
      [campaignId],
      { kind: "started", data: { expiresAt: expiresAt.toISOString() } },
      now,
    );
    if (campaign.isUrgent)
      await noteHappening(tx, shopId, [campaignId], { kind: "urgent-marked", data: { from } }, now);
  });
}

/** After when the texts of a campaign that starts at `now` no longer leave. */
export async function deadlineOf(
  tx: Sql,
  shopId: string,
  { localTime, audience: stored }: Pick<LockedCampaign, "localTime" | "audience">,
  now: Date,
): Promise<Date> {
  const clocks =
    localTime === null ? [] : await audienceClocks(tx, shopId, await peopleOf(tx, shopId, audience.parse(stored), now));
  const last = localTime === null ? now : localSpan(localTime, clocks).last;
  return new Date(Math.max(now.getTime(), last.getTime()) + CAMPAIGN_LIFE_MS);
}

async function failCampaign(
  tx: Sql,
  shopId: string,
  campaignId: string,
  because: FailureCause,
  now: Date,
): Promise<void> {
  await tx.run(fail, [shopId, campaignId, because, now]);
  await noteHappening(tx, shopId, [campaignId], { kind: "failed", data: { because } }, now);
}
