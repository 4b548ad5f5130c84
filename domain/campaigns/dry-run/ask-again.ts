import type { StartAt } from "#domain/campaigns/drafts/start-hour";
import type { Context } from "#domain/context";
import { askDryRun } from "./dry-run.ts";
import { findDryRun } from "./dry-run-find.ts";

/** Starts another dry run for the hour of the last one, while that is ahead. A scheduled campaign knows its own hour. */
export async function askDryRunAgain(
  ctx: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  const before = await findDryRun(ctx.db, shopId, campaignId);
  await askDryRun(ctx, shopId, campaignId, before ? startOf(before.plan, ctx.clock.now()) : null);
}

function startOf(
  { isNow, localTime, startsAt }: { isNow: boolean; localTime: string | null; startsAt: string },
  now: Date,
): StartAt {
  if (localTime !== null) return { localTime };
  const at = new Date(startsAt);
  return isNow || at <= now ? "now" : at;
}
