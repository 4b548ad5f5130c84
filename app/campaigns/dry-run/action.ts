import { z } from "zod";
import { done, intents, unreadable } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { editCampaign } from "#domain/campaigns/drafts/edit";
import type { StartAt } from "#domain/campaigns/drafts/schedule";
import { askDryRun, cancelDryRun } from "#domain/campaigns/dry-run/dry-run";
import { findDryRun } from "#domain/campaigns/dry-run/dry-run-find";

type Campaign = Pick<Merchant, "ctx" | "shopId"> & { id: string };

/** What the dry run's buttons do. */
export const act = intents<Campaign>({
  ask: async (campaign) => {
    await askAgain(campaign);
    return done("Dry run started");
  },
  cancel: async ({ ctx, shopId, id }, form) => {
    await cancelDryRun(ctx, shopId, id, runIn(form));
    return done("Dry run canceled");
  },
  reword: async (campaign, form) => {
    const { ctx, shopId, id } = campaign;
    await editCampaign(ctx, shopId, id, { body: String(form.get("body") ?? "") });
    await askAgain(campaign);
    return done("Text updated. Dry run restarted");
  },
});

/** The dry run that the page showed: another tab may have started a newer one. */
function runIn(form: FormData): string {
  const { data: run } = z.uuid().safeParse(form.get("run"));
  if (run === undefined) throw unreadable();
  return run;
}

/** For the hour it was asked for before, while that is ahead; a campaign that is scheduled knows its own. */
async function askAgain({ ctx, shopId, id }: Campaign): Promise<void> {
  const before = await findDryRun(ctx.db, shopId, id);
  await askDryRun(ctx, shopId, id, before ? startOf(before.plan, ctx.clock.now()) : null);
}

function startOf(
  { isNow, localTime, startsAt }: { isNow: boolean; localTime: string | null; startsAt: string },
  now: Date,
): StartAt {
  if (localTime !== null) return { localTime };
  const at = new Date(startsAt);
  return isNow || at <= now ? "now" : at;
}
