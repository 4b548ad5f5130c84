import { done, intents, leadsTo } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { cancelCampaign } from "#domain/campaigns/control/cancel";
import { markUrgent } from "#domain/campaigns/control/mark-urgent";
import { pauseCampaign } from "#domain/campaigns/control/pause";
import { resumeCampaign } from "#domain/campaigns/control/resume";
import { setCampaignSpendCap } from "#domain/campaigns/control/spend-cap";
import { copyCampaign } from "#domain/campaigns/drafts/copy";
import { draftToUnsent } from "#domain/campaigns/report/unsent";
import { parseCap } from "#domain/spending/dollars";

/** What the report's buttons do. Each refuses what the campaign's state does not allow. */
export const act = intents<Pick<Merchant, "ctx" | "shopId"> & { id: string }>({
  pause: async ({ ctx, shopId, id }) => {
    await pauseCampaign(ctx, shopId, id);
    return done("Campaign paused");
  },
  resume: async ({ ctx, shopId, id }) => {
    await resumeCampaign(ctx, shopId, id);
    return done("Campaign resumed");
  },
  cancel: async ({ ctx, shopId, id }) => {
    await cancelCampaign(ctx, shopId, id);
    return done("Campaign canceled");
  },
  cap: async ({ ctx, shopId, id }, form) => {
    await setCampaignSpendCap(ctx, shopId, id, parseCap(String(form.get("spendCap") ?? ""), "spendCap"));
    return done("Spending limit saved");
  },
  urgent: async ({ ctx, shopId, id }) => {
    const from = await markUrgent(ctx, shopId, id, true);
    return done(from === null ? "Marked urgent" : `Marked urgent. It replaces “${from}”`);
  },
  "not-urgent": async ({ ctx, shopId, id }) => {
    await markUrgent(ctx, shopId, id, false);
    return done("Urgent removed");
  },
  unsent: async ({ ctx, shopId, id }) =>
    leadsTo(`/campaigns/${await draftToUnsent(ctx, shopId, id)}/edit`, "Draft created"),
  copy: async ({ ctx, shopId, id }) =>
    leadsTo(`/campaigns/${await copyCampaign(ctx, shopId, id)}/edit`, "Duplicated as a draft"),
});
