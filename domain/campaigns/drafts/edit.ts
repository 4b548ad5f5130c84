import { audience as parseAudience } from "#domain/campaigns/audience/audience";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import { lockCampaign } from "#domain/campaigns/control/lock";
import { isEditable } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { isConnected } from "#domain/senders/read";
import { UserError } from "#domain/user-error";
import { storableValue } from "#platform/sql/storable";
import { type CampaignChanges, checkChanges, checkComplete } from "./fields.ts";
import { firstLocal } from "./start-hour.ts";
import { checkVersion } from "./version.ts";

/**
 * Changes a draft, or a scheduled campaign before it starts; a scheduled one must stay complete. Refuses by the field,
 * and refuses a campaign that has started, and one that was changed since `version` was read. The same changes may be
 * saved any number of times.
 */
export async function editCampaign(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
  changes: CampaignChanges,
  version: string | null = null,
): Promise<void> {
  const checked = await checkChanges(changes);
  await db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, shopId, campaignId);
    if (!isEditable(campaign.state))
      throw new UserError("campaign-started", "This campaign has started and can no longer be changed.");
    if (checked.senderId && !(await isConnected(tx, shopId, checked.senderId)))
      throw new UserError("campaign-sender-unknown", "Choose a connected number.", "senderId");
    const next = { ...campaign, ...checked };
    if (version !== null) checkVersion(version, campaign, next);
    const { name, body, linkUrl, audience, senderId, spendCapMicros, isUrgent } = next;
    const now = clock.now();
    if (campaign.state === "scheduled") {
      await checkComplete({ name, body, linkUrl, audience });
      // Refuses a segment that is gone, and none goes beside this.
      await peopleOf(tx, shopId, parseAudience.parse(audience), now);
    }
    const { state, localTime } = campaign;
    // Other people live by other clocks.
    const scheduledAt =
      state === "scheduled" && localTime !== null
        ? await firstLocal(tx, shopId, { audience, localTime }, now)
        : campaign.scheduledAt;
    const data = { name, body, linkUrl, senderId, spendCapMicros, isUrgent, scheduledAt, updatedAt: now };
    await tx.prisma.campaign.update({
      where: { shopId_id: { shopId, id: campaignId } },
      data: { ...data, audience: storableValue(audience as object) },
    });
  });
}
