import { audience as parseAudience } from "#domain/campaigns/audience/audience";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import { lockCampaign } from "#domain/campaigns/control/lock";
import { isEditable } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { type CampaignChanges, checkChanges, checkComplete } from "./fields.ts";
import { firstLocal } from "./schedule.ts";
import { checkVersion } from "./version.ts";

const update = statement(
  "edit-campaign",
  `UPDATE campaigns SET name = $3, body = $4, link_url = $5, audience = $6, sender_id = $7, spend_cap_micros = $8, is_urgent = $9, scheduled_at = $10, updated_at = $11
   WHERE shop_id = $1 AND id = $2`,
);

const ownSender = statement(
  "own-sender",
  "SELECT id FROM senders WHERE shop_id = $1 AND id = $2 AND released_at IS NULL",
);

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
    if (checked.senderId && (await tx.run(ownSender, [shopId, checked.senderId])).length === 0)
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
    const columns = [name, body, linkUrl, JSON.stringify(audience), senderId, spendCapMicros, isUrgent, scheduledAt];
    await tx.run(update, [shopId, campaignId, ...columns, now]);
  });
}
