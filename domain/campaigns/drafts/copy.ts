import { findCampaignOrRefuse } from "#domain/campaigns/report/find";
import type { Context } from "#domain/context";
import { createCampaign } from "./create.ts";
import { LONGEST_NAME } from "./fields.ts";

/** Makes a draft with a campaign's text, audience, number and spend cap, and returns its id. */
export async function copyCampaign(
  ctx: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
): Promise<string> {
  const found = await findCampaignOrRefuse(ctx.db, shopId, campaignId);
  const { body, linkUrl, audience, senderId, spendCapMicros } = found;
  const name = `Copy of ${found.name}`.slice(0, LONGEST_NAME);
  return createCampaign(ctx, shopId, { name, body, linkUrl, audience, senderId, spendCapMicros });
}
