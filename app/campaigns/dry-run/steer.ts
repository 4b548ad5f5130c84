import { z } from "zod";
import type { Merchant } from "#app/authenticate";
import { editCampaign } from "#domain/campaigns/drafts/edit";
import type { StartAt } from "#domain/campaigns/drafts/schedule";
import { askDryRun, cancelDryRun } from "#domain/campaigns/dry-run/dry-run";
import { findDryRun } from "#domain/campaigns/dry-run/dry-run-find";
import { assertNever } from "#platform/assert-never";

const intents = z.enum(["ask", "cancel", "reword"]);

/** What the dry run's buttons do; returns the toast. Throws a UserError for what cannot be done. */
export async function steerDryRun(
  { ctx, shopId }: Pick<Merchant, "ctx" | "shopId">,
  id: string,
  form: FormData,
): Promise<string> {
  const { data: intent } = intents.safeParse(form.get("intent"));
  if (intent === undefined) throw new Response("This page cannot do that.", { status: 400 });
  switch (intent) {
    case "cancel":
      await cancelDryRun(ctx, shopId, id, runIn(form));
      return "Dry run cancelled";
    case "reword":
      await editCampaign(ctx, shopId, id, { body: String(form.get("body") ?? "") });
      await askAgain(ctx, shopId, id);
      return "Text changed, and being worked out anew";
    case "ask":
      await askAgain(ctx, shopId, id);
      return "Being worked out";
    default:
      return assertNever(intent);
  }
}

/** The dry run that the page showed: another tab may have asked anew since. */
function runIn(form: FormData): string {
  const { data: run } = z.uuid().safeParse(form.get("run"));
  if (run === undefined) throw new Response("This page cannot do that.", { status: 400 });
  return run;
}

/** For the hour it was asked for before, while that is ahead; a campaign that is scheduled knows its own. */
async function askAgain(ctx: Merchant["ctx"], shopId: string, id: string): Promise<void> {
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
