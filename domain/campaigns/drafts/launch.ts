import { findCampaign } from "#domain/campaigns/report/find";
import { isEditable } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { createCampaignOnce } from "./create.ts";
import { deleteCampaign } from "./delete.ts";
import { editCampaign } from "./edit.ts";
import type { CampaignChanges } from "./fields.ts";
import { type StartAt, scheduleCampaign } from "./schedule.ts";

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
