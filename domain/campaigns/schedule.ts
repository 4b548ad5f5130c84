import { noteHappening } from "#domain/campaigns/event";
import { checkComplete } from "#domain/campaigns/fields";
import { lockCampaign } from "#domain/campaigns/lock";
import { isEditable } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { senderFor } from "#domain/senders/choose";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/statement";

/** A form that lay open for a moment may name the minute that has just passed. */
const GRACE_MS = 5 * 60_000;
const FARTHEST_MS = 366 * 24 * 3_600_000;

const update = statement(
  "schedule-campaign",
  `UPDATE campaigns SET state = 'scheduled', scheduled_at = $3, updated_at = $4 WHERE shop_id = $1 AND id = $2`,
);

/**
 * Schedules a complete draft, or moves one that is scheduled already; "now" starts it at once. Refuses by the field an
 * incomplete campaign and an hour that has passed, and refuses a shop without a number in service.
 */
export async function scheduleCampaign(
  { db, clock, ring }: Pick<Context, "db" | "clock" | "ring">,
  shopId: string,
  campaignId: string,
  at: Date | "now",
): Promise<void> {
  const now = clock.now();
  const scheduledAt = at === "now" ? now : checkHour(at, now);
  await db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, shopId, campaignId);
    if (!isEditable(campaign.state)) throw new UserError("campaign-started", "This campaign has started already.");
    checkComplete(campaign);
    if ((await senderFor(tx, shopId, campaign.senderId)) === null)
      throw new UserError(
        "campaign-no-sender",
        "Connect a number in Settings first: nothing could send this.",
        "senderId",
      );
    await tx.run(update, [shopId, campaignId, scheduledAt, now]);
    const data = { for: scheduledAt.toISOString(), isNow: at === "now" };
    await noteHappening(tx, shopId, [campaignId], { kind: "scheduled", data }, now);
  });
  if (scheduledAt <= now) await ring("campaign", { shopId, campaignId });
}

function checkHour(at: Date, now: Date): Date {
  const ahead = at.getTime() - now.getTime();
  if (Number.isNaN(ahead)) throw new UserError("campaign-schedule-wrong", "Enter a day and an hour.", "scheduledAt");
  if (ahead < -GRACE_MS)
    throw new UserError(
      "campaign-schedule-past",
      "This hour has passed. Choose a later one, or send now.",
      "scheduledAt",
    );
  if (ahead > FARTHEST_MS)
    throw new UserError("campaign-schedule-far", "Choose an hour within the next twelve months.", "scheduledAt");
  return at;
}
