import { recordCampaignEvent } from "#domain/campaigns/event";
import { isDispatching, isOver } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { wakeWaiting } from "#domain/messages/waiting";
import { earlierClaimsEnded, forgetCounters } from "#domain/spending/recount";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { lockCampaign } from "./lock.ts";

const reopen = statement(
  "reopen-campaign-cap",
  `UPDATE spend_counters SET refused = NULL
   WHERE shop_id = $1 AND kind = 'campaign' AND target = $2 AND refused IS NOT NULL AND ($3::int8 IS NULL OR used + refused <= $3)
   RETURNING target`,
);

/**
 * Sets, changes or (null) removes the spend cap of a campaign that is not over, in millionths of a US dollar, also while it
 * is sent: every claim that begins after this has returned keeps to it, and what has left already counts. A campaign that
 * is paused at its cap stays paused until it is resumed. Safe to repeat.
 */
export async function setCampaignSpendCap(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
  capMicros: number | null,
): Promise<void> {
  const counters = { shopId, kind: "campaign" as const, targets: [campaignId] };
  const isNew = await db.transaction(async (tx) => {
    const { state, spendCapMicros: before } = await lockCampaign(tx, shopId, campaignId);
    if (isOver(state)) throw new UserError("campaign-over", "This campaign has ended.");
    if (before === capMicros) return false;
    const now = clock.now();
    const data = { spendCapMicros: capMicros, updatedAt: now };
    await tx.prisma.campaign.update({ where: { shopId_id: { shopId, id: campaignId } }, data });
    if (before === null) await forgetCounters(tx, counters);
    const reopened = await tx.run(reopen, [shopId, campaignId, capMicros]);
    // It was about to be paused and now goes on: what its claims have held meanwhile is due again.
    if (reopened.length > 0 && isDispatching(state)) await wakeWaiting(tx, shopId, campaignId, now);
    await recordCampaignEvent(tx, shopId, [campaignId], { kind: "capped", data: { capMicros } }, now);
    return before === null;
  });
  if (!isNew) return;
  await earlierClaimsEnded(db);
  await db.transaction(async (tx) => {
    const { state } = await lockCampaign(tx, shopId, campaignId);
    await forgetCounters(tx, counters);
    // With its counter goes the mark that a text did not fit, by which it would be paused: what claims have held since the
    // cap was saved is due again, and meets the new count. Of a paused one that is the resume's business.
    if (isDispatching(state)) await wakeWaiting(tx, shopId, campaignId, clock.now());
  });
}
