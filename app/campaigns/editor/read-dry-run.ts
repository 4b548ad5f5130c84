import type { Merchant } from "#app/authenticate";
import { findDryRun, whyStale } from "#domain/campaigns/dry-run/dry-run-find";
import { warningsOf } from "#domain/campaigns/dry-run/dry-run-warnings";
import type { FoundCampaign } from "#domain/campaigns/report/find";

/** The latest dry run of a campaign in a few figures; null when there was none. */
export async function readDryRunFigures({ shopId, ctx }: Pick<Merchant, "shopId" | "ctx">, campaign: FoundCampaign) {
  const run = await findDryRun(ctx.db, shopId, campaign.id);
  if (!run) return null;
  const { state, doneAt, plan, result } = run;
  // Tips are no warnings.
  const grave = result ? warningsOf(plan, result, String).filter(({ tone }) => tone !== "info") : [];
  return {
    ...{ state, doneAt },
    figures: result && { texts: result.texts, micros: result.micros, people: result.people, warnings: grave.length },
    stale: state === "done" ? whyStale(run, campaign, ctx.clock.now()) : [],
  };
}
