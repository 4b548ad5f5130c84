import { lockCampaign } from "#domain/campaigns/control/lock";
import { recordCampaignEvent } from "#domain/campaigns/event";
import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { checkStartHour } from "./start-hour.ts";

export interface MovedStart {
  campaignId: string;
  /** The start that the merchant saw. */
  from: Date;
  to: Date;
}

/**
 * Moves the start of a scheduled campaign and changes nothing else of it; the other way round it is undone. Refuses one that no
 * longer starts at `from`, because it was edited, started or deleted meanwhile, and an hour that has passed. Safe to repeat.
 */
export async function moveStart(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  { campaignId, from, to }: MovedStart,
): Promise<void> {
  const now = clock.now();
  await db.transaction(async (tx) => {
    const { state, localTime, scheduledAt } = await lockCampaign(tx, shopId, campaignId);
    const isScheduled = state === "scheduled" && localTime === null;
    if (isScheduled && scheduledAt?.getTime() === to.getTime()) return;
    if (!isScheduled || scheduledAt?.getTime() !== from.getTime())
      throw new UserError(
        "campaign-moved",
        "This campaign was changed in the meantime. Reload the page to see when it starts.",
      );
    checkStartHour(to, now);
    const where = { shopId_id: { shopId, id: campaignId } };
    await tx.prisma.campaign.update({ where, data: { scheduledAt: to, updatedAt: now } });
    const data = { for: to.toISOString(), isNow: false, localTime: null };
    await recordCampaignEvent(tx, shopId, [campaignId], { kind: "scheduled", data }, now);
  });
}
