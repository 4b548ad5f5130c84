import { chunkWindows } from "#domain/campaigns/chunk-window";
import { noteHappening } from "#domain/campaigns/event";
import { type LockedCampaign, lockCampaign } from "#domain/campaigns/lock";
import type { Context } from "#domain/context";
import { type Bell, ringAll } from "#domain/jobs";
import { wakeWaiting } from "#domain/messages/waiting";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

const resume = statement(
  "resume-campaign",
  `UPDATE campaigns SET state = paused_from, paused_from = NULL, paused_because = NULL, expires_at = $3, updated_at = $4
   WHERE shop_id = $1 AND id = $2`,
);

const pausedSince = statement(
  "paused-since",
  `SELECT max(at) AS at FROM campaign_events WHERE shop_id = $1 AND campaign_id = $2 AND kind = 'paused'`,
);

const signatures = statement(
  "ready-signatures",
  `SELECT DISTINCT k.rule_signature AS signature, g.texting_starts_minute AS "startsMinute", g.texting_ends_minute AS "endsMinute"
   FROM campaign_chunks k JOIN shop_settings g ON g.shop_id = k.shop_id
   WHERE k.shop_id = $1 AND k.campaign_id = $2 AND k.state = 'ready'`,
);

const moveChunks = statement(
  "move-chunks",
  `UPDATE campaign_chunks k SET due_at = t.due_at, closes_at = t.closes_at
   FROM unnest($3::text[], $4::timestamptz[], $5::timestamptz[]) AS t(signature, due_at, closes_at)
   WHERE k.shop_id = $1 AND k.campaign_id = $2 AND k.state = 'ready' AND k.rule_signature = t.signature`,
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

/** Before the campaign is locked, in the order of a claim, which locks its texts and then asks their source. */
const holdWaiting = statement(
  "hold-waiting",
  `SELECT 1 AS held FROM messages WHERE shop_id = $1 AND source_id = $2 AND state = 'waiting' ORDER BY id FOR UPDATE`,
);

const moveDeadlines = statement(
  "move-deadlines",
  `UPDATE messages SET expires_at = $3
   WHERE (shop_id, month, id) IN (
     SELECT shop_id, month, id FROM messages WHERE shop_id = $1 AND source_id = $2 AND state = 'waiting'
     FOR UPDATE SKIP LOCKED)`,
);

/**
 * Lets a paused campaign go on where it was. Its deadline moves by the length of the pause, its chunks meet the hours of
 * today, and what was parked is due again. Resuming one that is not paused is refused unless it runs already; so is one
 * whose spend cap leaves no room for its next text.
 */
export async function resumeCampaign(
  { db, clock, ring }: Pick<Context, "db" | "clock" | "ring">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  const bells = await db.transaction(async (tx) => {
    await tx.run(holdWaiting, [shopId, campaignId]);
    const campaign = await lockCampaign(tx, shopId, campaignId);
    if (["scheduled", "preparing", "sending"].includes(campaign.state)) return [];
    if (campaign.state !== "paused")
      throw new UserError("campaign-not-paused", "Only a paused campaign can be resumed.");
    await leaveCap(tx, shopId, campaign);
    const now = clock.now();
    const pausedMs = await pauseLength(tx, shopId, campaignId, now);
    const expiresAt = campaign.expiresAt && new Date(campaign.expiresAt.getTime() + pausedMs);
    await tx.run(resume, [shopId, campaignId, expiresAt, now]);
    await noteHappening(tx, shopId, [campaignId], { kind: "resumed", data: { pausedMs } }, now);
    if (expiresAt) await wakeEverything(tx, shopId, campaignId, expiresAt, now);
    return bellsOf(shopId, campaignId, campaign.senderId);
  });
  await ringAll(ring, bells);
}

/** Its next text must fit, or it would only be paused again. */
async function leaveCap(tx: Sql, shopId: string, { id, spendCapMicros }: LockedCampaign): Promise<void> {
  if ((await tx.run(leaveCapWhenItFits, [shopId, id, spendCapMicros])).length === 0) return;
  throw new UserError("campaign-cap-reached", "It has reached its spend cap. Raise or remove the cap, then resume it.");
}

async function pauseLength(tx: Sql, shopId: string, campaignId: string, now: Date): Promise<number> {
  const [paused] = await tx.run<{ at: Date | null }>(pausedSince, [shopId, campaignId]);
  return paused?.at ? Math.max(0, now.getTime() - paused.at.getTime()) : 0;
}

async function wakeEverything(tx: Sql, shopId: string, campaignId: string, expiresAt: Date, now: Date): Promise<void> {
  const rules = await tx.run<{ signature: string; startsMinute: number; endsMinute: number }>(signatures, [
    shopId,
    campaignId,
  ]);
  const windows = rules.map((rule) => chunkWindows(rule, now, expiresAt)(rule.signature));
  await tx.run(moveChunks, [
    shopId,
    campaignId,
    rules.map((rule) => rule.signature),
    windows.map((window) => window.dueAt),
    windows.map((window) => window.closesAt),
  ]);
  await tx.run(moveDeadlines, [shopId, campaignId, expiresAt]);
  await wakeWaiting(tx, shopId, campaignId, now);
}

function bellsOf(shopId: string, campaignId: string, senderId: string | null): Bell[] {
  const campaign: Bell = { name: "campaign", payload: { shopId, campaignId } };
  return senderId
    ? [campaign, { name: "dispatch-campaign", payload: { class: "campaign", shopId, senderId } }]
    : [campaign];
}
