import { z } from "zod";
import { done, intents, unreadable } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { editCampaign } from "#domain/campaigns/drafts/edit";
import { askDryRunAgain } from "#domain/campaigns/dry-run/ask-again";
import { cancelDryRun } from "#domain/campaigns/dry-run/dry-run";

/** What the dry run's buttons do. */
export const act = intents<Pick<Merchant, "ctx" | "shopId"> & { id: string }>({
  ask: async ({ ctx, shopId, id }) => {
    await askDryRunAgain(ctx, shopId, id);
    return done("Dry run started");
  },
  cancel: async ({ ctx, shopId, id }, form) => {
    await cancelDryRun(ctx, shopId, id, runIn(form));
    return done("Dry run canceled");
  },
  reword: async ({ ctx, shopId, id }, form) => {
    await editCampaign(ctx, shopId, id, { body: String(form.get("body") ?? "") });
    await askDryRunAgain(ctx, shopId, id);
    return done("Text updated. Dry run restarted");
  },
});

/** The dry run that the page showed: another tab may have started a newer one. */
function runIn(form: FormData): string {
  const { data: run } = z.uuid().safeParse(form.get("run"));
  if (run === undefined) throw unreadable();
  return run;
}
