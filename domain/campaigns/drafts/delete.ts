import { lockCampaign } from "#domain/campaigns/control/lock";
import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";

const remove = statement(
  "delete-campaign",
  `WITH events AS (DELETE FROM campaign_events WHERE shop_id = $1 AND campaign_id = $2),
        dry AS (DELETE FROM dry_runs WHERE shop_id = $1 AND campaign_id = $2)
   DELETE FROM campaigns WHERE shop_id = $1 AND id = $2`,
);

/** Deletes a draft for good. Refuses anything else: what was ever scheduled stays as a record of what was decided. */
export async function deleteCampaign({ db }: Pick<Context, "db">, shopId: string, campaignId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { state } = await lockCampaign(tx, shopId, campaignId);
    if (state !== "draft")
      throw new UserError("campaign-not-draft", "Only drafts can be deleted. To stop a scheduled campaign, cancel it.");
    await tx.run(remove, [shopId, campaignId]);
  });
}
