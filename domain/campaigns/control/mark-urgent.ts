import { recordCampaignEvent } from "#domain/campaigns/event";
import { isOver } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { lockCampaign } from "./lock.ts";

/** Two that mark at once would each miss the other's mark: one shop's wait for each other, before any campaign is locked. */
const oneAtATime = statement("mark-one-at-a-time", "SELECT pg_advisory_xact_lock(hashtextextended($1::text, 1))");

/** In id order, like everyone who locks several campaigns. Served by campaigns_urgent. */
const lockBoth = statement(
  "lock-urgent-campaigns",
  `SELECT id FROM campaigns
   WHERE shop_id = $1 AND id IN (SELECT $2::uuid UNION ALL SELECT id FROM campaigns
     WHERE shop_id = $1 AND is_urgent AND started_at IS NOT NULL AND state IN ('preparing', 'sending', 'paused'))
   ORDER BY id FOR UPDATE`,
);

const unmarkOther = statement(
  "unmark-other-urgent",
  `UPDATE campaigns SET is_urgent = false, updated_at = $3
   WHERE shop_id = $1 AND id <> $2 AND is_urgent AND started_at IS NOT NULL AND state IN ('preparing', 'sending', 'paused')
   RETURNING id, name`,
);

/**
 * Marks a campaign urgent, or takes the mark away: from the next claim on it goes before the shop's other campaigns, and
 * no one else's. A shop has at most one urgent campaign under way, so marking another moves the mark; returns the name of
 * the one that lost it, else null. Refuses a campaign that is over; marking a marked one changes nothing.
 */
export async function markUrgent(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
  isUrgent: boolean,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    await lockMark(tx, shopId, campaignId);
    const campaign = await lockCampaign(tx, shopId, campaignId);
    if (isOver(campaign.state))
      throw new UserError("campaign-over", "This campaign has ended, so it can’t be marked urgent.");
    if (campaign.isUrgent === isUrgent) return null;
    const now = clock.now();
    const from = isUrgent && campaign.startedAt !== null ? await takeMark(tx, shopId, campaign, now) : null;
    const data = { isUrgent, updatedAt: now };
    await tx.prisma.campaign.update({ where: { shopId_id: { shopId, id: campaignId } }, data });
    if (isUrgent) await recordCampaignEvent(tx, shopId, [campaignId], { kind: "urgent-marked", data: { from } }, now);
    else await recordCampaignEvent(tx, shopId, [campaignId], { kind: "urgent-unmarked", data: { to: null } }, now);
    return from;
  });
}

/** Before a campaign that is about to start is locked: holds it, and the one that would lose the mark to it. */
export async function lockMark(tx: Sql, shopId: string, campaignId: string): Promise<void> {
  await tx.run(oneAtATime, [shopId]);
  await tx.run(lockBoth, [shopId, campaignId]);
}

/** Takes the mark off the shop's urgent campaign under way, in whose timeline it says who got it. Returns its name. */
export async function takeMark(
  tx: Sql,
  shopId: string,
  { id, name }: { id: string; name: string },
  now: Date,
): Promise<string | null> {
  const [other] = await tx.run<{ id: string; name: string }>(unmarkOther, [shopId, id, now]);
  if (!other) return null;
  await recordCampaignEvent(tx, shopId, [other.id], { kind: "urgent-unmarked", data: { to: name } }, now);
  return other.name;
}
