import { z } from "zod";
import type { Merchant } from "#app/authenticate";
import type { Done } from "#app/campaigns/carry-out";
import { cancelCampaign } from "#domain/campaigns/control/cancel";
import { markUrgent } from "#domain/campaigns/control/mark-urgent";
import { pauseCampaign } from "#domain/campaigns/control/pause";
import { resumeCampaign } from "#domain/campaigns/control/resume";
import { setCampaignSpendCap } from "#domain/campaigns/control/spend-cap";
import { createCampaign } from "#domain/campaigns/drafts/create";
import { findCampaign } from "#domain/campaigns/report/find";
import { draftToUnsent } from "#domain/campaigns/report/unsent";
import { parseCap } from "#domain/spending/dollars";
import { UserError } from "#domain/user-error";
import { assertNever } from "#platform/assert-never";

const intents = z.enum(["pause", "resume", "cancel", "copy", "cap", "urgent", "not-urgent", "unsent"]);

/** What the report's buttons do. Throws a UserError for what the campaign's state does not allow. */
export async function steer(
  { ctx, shopId }: Pick<Merchant, "ctx" | "shopId">,
  id: string,
  form: FormData,
): Promise<Done> {
  const { data: intent } = intents.safeParse(form.get("intent"));
  if (intent === undefined)
    throw new Response("This action isn’t available here. Reload the page and try again.", { status: 400 });
  switch (intent) {
    case "pause":
      await pauseCampaign(ctx, shopId, id);
      return { said: "Campaign paused", leadsTo: null };
    case "resume":
      await resumeCampaign(ctx, shopId, id);
      return { said: "Campaign resumed", leadsTo: null };
    case "cancel":
      await cancelCampaign(ctx, shopId, id);
      return { said: "Campaign canceled", leadsTo: null };
    case "cap":
      await setCampaignSpendCap(ctx, shopId, id, parseCap(String(form.get("spendCap") ?? ""), "spendCap"));
      return { said: "Spending limit saved", leadsTo: null };
    case "urgent": {
      const from = await markUrgent(ctx, shopId, id, true);
      return { said: from === null ? "Marked urgent" : `Marked urgent. It replaces “${from}”`, leadsTo: null };
    }
    case "not-urgent":
      await markUrgent(ctx, shopId, id, false);
      return { said: "Urgent removed", leadsTo: null };
    case "unsent":
      return { said: "Draft created", leadsTo: `/campaigns/${await draftToUnsent(ctx, shopId, id)}/edit` };
    case "copy": {
      const found = await findCampaign(ctx.db, shopId, id);
      if (!found) throw new UserError("campaign-not-found", "This campaign wasn’t found. It may have been deleted.");
      const { name, body, linkUrl, audience, senderId, spendCapMicros } = found;
      const copy = { name: `Copy of ${name}`.slice(0, 100), body, linkUrl, audience, senderId, spendCapMicros };
      return { said: "Duplicated as a draft", leadsTo: `/campaigns/${await createCampaign(ctx, shopId, copy)}/edit` };
    }
    default:
      return assertNever(intent);
  }
}
