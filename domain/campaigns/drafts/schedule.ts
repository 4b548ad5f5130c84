import { audience } from "#domain/campaigns/audience/audience";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import { type LockedCampaign, lockCampaign } from "#domain/campaigns/control/lock";
import { recordCampaignEvent } from "#domain/campaigns/event";
import { findCampaign } from "#domain/campaigns/report/find";
import { isEditable } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { senderFor } from "#domain/senders/choose";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { createCampaignOnce } from "./create.ts";
import { deleteCampaign } from "./delete.ts";
import { editCampaign } from "./edit.ts";
import { type CampaignChanges, checkComplete } from "./fields.ts";
import { checkLocalTime } from "./local-time.ts";
import { checkStartHour, firstLocal, type StartAt } from "./start-hour.ts";

/**
 * Schedules a complete draft, or moves one that is scheduled already; "now" starts it at once. By the recipients' own
 * clocks it starts with the first of them; where the hour has passed by then, the text leaves at once within the
 * person's own hours. Refuses by the field an incomplete campaign and an hour that has passed (everywhere, if it is each
 * one's own), and refuses a shop without a number in service.
 */
export async function scheduleCampaign(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  campaignId: string,
  at: StartAt,
): Promise<void> {
  const now = clock.now();
  const localTime = typeof at === "object" && "localTime" in at ? checkLocalTime(at.localTime) : null;
  const scheduledAt = await db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, shopId, campaignId);
    if (!isEditable(campaign.state)) throw new UserError("campaign-started", "This campaign has already started.");
    await checkComplete(campaign);
    if ((await senderFor(tx, shopId, campaign.senderId)) === null)
      throw new UserError(
        "campaign-no-sender",
        "No number is connected. Connect one in Settings, then try again.",
        "senderId",
      );
    // Also for what is not read now: a segment that is gone is said here, and none goes beside this.
    await peopleOf(tx, shopId, audience.parse(campaign.audience), now);
    const startsAt = await startOf(tx, shopId, campaign, at, now);
    const change = { state: "scheduled", scheduledAt: startsAt, localTime, updatedAt: now };
    await tx.prisma.campaign.update({ where: { shopId_id: { shopId, id: campaignId } }, data: change });
    const data = { for: startsAt.toISOString(), isNow: at === "now", localTime };
    await recordCampaignEvent(tx, shopId, [campaignId], { kind: "scheduled", data }, now);
    return startsAt;
  });
  if (scheduledAt <= now) await enqueue("campaign", { shopId, campaignId });
}

async function startOf(
  tx: Sql,
  shopId: string,
  { audience: stored }: LockedCampaign,
  at: StartAt,
  now: Date,
): Promise<Date> {
  if (at === "now") return now;
  if (at instanceof Date) return checkStartHour(at, now);
  return firstLocal(tx, shopId, { audience: stored, localTime: at.localTime }, now);
}

/** A campaign as its editor holds it. */
export interface EditedCampaign {
  /** Of a new campaign the id that its page has chosen, so that a page that is posted twice is one campaign. */
  id: string;
  /** False for a page of a new campaign. */
  isStored: boolean;
  changes: CampaignChanges;
  /** Of the campaign as its page was loaded; null when it is not known. */
  version: string | null;
}

/** Saves a new campaign or an edited one. Safe to repeat. */
export async function saveCampaign(
  ctx: Pick<Context, "db" | "clock">,
  shopId: string,
  { id, isStored, changes, version }: EditedCampaign,
): Promise<void> {
  if (!isStored && (await createCampaignOnce(ctx, shopId, id, changes))) return;
  await editCampaign(ctx, shopId, id, changes, version);
}

/**
 * Saves the campaign and schedules it. A campaign that was made only to be launched is not left behind as a draft when it
 * is refused. A new campaign that an earlier post of the same page has started already is left as it is.
 */
export async function launchCampaign(
  ctx: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  { id, isStored, changes, version }: EditedCampaign,
  start: StartAt,
): Promise<void> {
  const isNew = !isStored && (await createCampaignOnce(ctx, shopId, id, changes));
  if (!isStored && !isNew && (await hasStarted(ctx, shopId, id))) return;
  if (!isNew) await editCampaign(ctx, shopId, id, changes, version);
  try {
    await scheduleCampaign(ctx, shopId, id, start);
  } catch (refusal) {
    if (isNew) await deleteCampaign(ctx, shopId, id);
    throw refusal;
  }
}

async function hasStarted({ db }: Pick<Context, "db">, shopId: string, campaignId: string): Promise<boolean> {
  const campaign = await findCampaign(db, shopId, campaignId);
  return campaign !== null && !isEditable(campaign.state);
}
