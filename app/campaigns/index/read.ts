import { z } from "zod";
import type { Merchant } from "#app/authenticate";
import { formatSoon } from "#app/campaigns/wall-time";
import { describeAudience } from "#domain/campaigns/audience/audience";
import { describeActivity } from "#domain/campaigns/report/describe-activity";
import { campaignViews, type ListedCampaign, listCampaigns } from "#domain/campaigns/report/list";
import { isDispatching, isEditable, isOver } from "#domain/campaigns/state";
import { isCampaignLeaving } from "#domain/operations/sending-now";
import type { CampaignLine } from "./campaigns-table.tsx";

const query = z.object({
  view: z.enum(campaignViews).catch("all"),
  search: z.string().max(100).catch(""),
  page: z.coerce.number().int().min(0).max(10_000).catch(0),
});

/** One page of the shop's campaigns, as the address chooses them. */
export async function readCampaigns({ shopId, shop, ctx }: Merchant, params: URLSearchParams) {
  const { view, search, page } = query.parse(Object.fromEntries(params));
  const now = ctx.clock.now();
  const [{ campaigns, hasMore }, isLeaving] = await Promise.all([
    listCampaigns(ctx.db, shopId, now, { view, search, page }),
    isCampaignLeaving(ctx.db, shopId),
  ]);
  const soon = (at: Date) => formatSoon(at, now, shop.timeZone ?? "UTC");
  const isMoving = campaigns.some(({ state }) => isDispatching(state));
  return {
    view,
    search,
    page,
    hasMore,
    isLeaving,
    isMoving,
    lines: campaigns.map((campaign) => lineOf(campaign, soon)),
  };
}

export type CampaignsData = Awaited<ReturnType<typeof readCampaigns>>;

function lineOf(campaign: ListedCampaign, soon: (at: Date) => string): CampaignLine {
  const { id, name, state, clickRate, scheduledAt, startedAt, updatedAt } = campaign;
  const hasStarted = startedAt !== null;
  return {
    id,
    url: isEditable(state) ? `/campaigns/${id}/edit` : `/campaigns/${id}`,
    name,
    state,
    isUrgent: campaign.isUrgent && !isOver(state),
    doing: campaign.activity && describeActivity(campaign.activity, soon),
    audience: describeAudience(campaign.audienceKind),
    audienceCount: hasStarted ? campaign.audience : null,
    sent: hasStarted ? campaign.sent : null,
    clickRate,
    revenueMicros: hasStarted ? campaign.revenueMicros : null,
    ...(startedAt
      ? { at: startedAt.toISOString(), atMeans: isOver(state) ? "Sent" : "Started" }
      : scheduledAt && state !== "draft"
        ? { at: scheduledAt.toISOString(), atMeans: "Scheduled for" }
        : { at: updatedAt.toISOString(), atMeans: "Edited" }),
  };
}
