import { audience } from "#domain/campaigns/audience/audience";
import { findCampaign } from "#domain/campaigns/report/find";
import { isEditable } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { senderFor } from "#domain/senders/choose";
import { UserError } from "#domain/user-error";
import type { CampaignChanges } from "./fields.ts";
import { firstLocal, type StartAt } from "./start-hour.ts";
import { checkVersion } from "./version.ts";

/**
 * Everything that launching would refuse, checked before the merchant is asked to confirm it. Nothing is changed. `id` is
 * null for a campaign that is not stored yet. Throws a UserError by the field.
 */
export async function checkLaunch(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  id: string | null,
  { changes, start, version }: { changes: CampaignChanges; start: StartAt; version: string | null },
): Promise<void> {
  const campaign = id === null ? null : await findCampaign(db, shopId, id);
  if (campaign && !isEditable(campaign.state))
    throw new UserError("campaign-started", "This campaign has started and can no longer be changed.");
  if (campaign && version !== null) checkVersion(version, campaign, { ...campaign, ...changes });
  if ((await senderFor(db, shopId, changes.senderId ?? null)) === null)
    throw new UserError(
      "campaign-no-sender",
      "No number is connected. Connect one in Settings, then try again.",
      "senderId",
    );
  if (start === "now" || start instanceof Date) return;
  const people = audience.parse(changes.audience ?? campaign?.audience ?? { kind: "all" });
  const { localTime } = start;
  await db.transaction((tx) => firstLocal(tx, shopId, { audience: people, localTime }, clock.now()));
}
