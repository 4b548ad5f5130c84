import type { Merchant } from "#app/authenticate";
import { audience } from "#domain/campaigns/audience/audience";
import { firstLocal } from "#domain/campaigns/drafts/schedule";
import { checkVersion } from "#domain/campaigns/drafts/version";
import { findCampaign } from "#domain/campaigns/report/find";
import { isEditable } from "#domain/campaigns/state";
import { senderFor } from "#domain/senders/choose";
import { UserError } from "#domain/user-error";
import type { CampaignForm } from "./form.ts";

type Who = Pick<Merchant, "ctx" | "shopId">;

/**
 * Everything that launching would refuse, asked before the merchant is asked to confirm it. Nothing is changed. Throws a
 * UserError by the field.
 */
export async function checkLaunch(
  { ctx, shopId }: Who,
  id: string | null,
  { changes, start, version }: CampaignForm & { version: string | null },
): Promise<void> {
  const campaign = id === null ? null : await findCampaign(ctx.db, shopId, id);
  if (campaign && !isEditable(campaign.state))
    throw new UserError("campaign-started", "This campaign has started and can no longer be changed.");
  if (campaign && version !== null) checkVersion(version, campaign, { ...campaign, ...changes });
  if ((await senderFor(ctx.db, shopId, changes.senderId ?? null)) === null)
    throw new UserError(
      "campaign-no-sender",
      "No number is connected. Connect one in Settings, then try again.",
      "senderId",
    );
  if (start === null || start === "now" || start instanceof Date) return;
  const people = audience.parse(changes.audience ?? campaign?.audience ?? { kind: "all" });
  const { localTime } = start;
  await ctx.db.transaction((tx) => firstLocal(tx, shopId, { audience: people, localTime }, ctx.clock.now()));
}
