import type { Merchant } from "#app/authenticate";
import { describeAudience } from "#domain/campaigns/audience/audience";
import { formatLocalTime } from "#domain/campaigns/drafts/format-local-time";
import { findDryRun, whyStale } from "#domain/campaigns/dry-run/dry-run-find";
import { warningsOf } from "#domain/campaigns/dry-run/dry-run-warnings";
import { findCampaign } from "#domain/campaigns/report/find";
import { isEditable } from "#domain/campaigns/state";
import { describeReason } from "#domain/messages/explain/describe-reason";
import { formatTime } from "../../ui/local-time.tsx";

const countries = new Intl.DisplayNames("en", { type: "region" });

/** A campaign's latest dry run as its page shows it. Null when the campaign is not the shop's. */
export async function readDryRun({ shopId, shop, ctx }: Merchant, id: string) {
  const [campaign, run] = await Promise.all([findCampaign(ctx.db, shopId, id), findDryRun(ctx.db, shopId, id)]);
  if (!campaign) return null;
  const inZone = (at: Date) => formatTime(at, shop.timeZone ?? "UTC");
  const now = ctx.clock.now();
  const mayEdit = isEditable(campaign.state);
  const of = { id, name: campaign.name, state: campaign.state, mayEdit };
  if (!run) return { campaign: of, run: null };
  const { id: runId, state, askedAt, doneAt, plan, people, counted, result, failedBecause } = run;
  const start = plan.localTime !== null ? formatLocalTime(plan.localTime) : inZone(new Date(plan.startsAt));
  return {
    campaign: of,
    run: {
      ...{ id: runId, state, askedAt, doneAt, people, counted, failedBecause },
      audience: describeAudience(plan.audience),
      // The sentence that follows "Started …".
      start: plan.isNow
        ? `immediately (${start})`
        : plan.localTime !== null
          ? `${start}, recipient’s local time`
          : start,
      stale: state === "done" ? whyStale(run, campaign, now) : [],
      warnings: (result ? warningsOf(plan, result, inZone) : []).map(({ fix, ...warning }) => ({
        ...warning,
        // A fix of an earlier text would replace the newer one.
        fix: plan.body === campaign.body ? fix : undefined,
      })),
      result: result && {
        ...result,
        later: result.later.map((it) => ({ ...it, waitsFor: waitsFor(it.because) })),
        nothing: result.nothing.map((it) => ({ ...it, sentence: nothingBecause(it.fate, it.because) })),
        countries: result.countries.map((it) => ({ ...it, name: countryName(it.country) })),
      },
    },
  };
}

export type DryRunData = NonNullable<Awaited<ReturnType<typeof readDryRun>>>;

function countryName(country: string | null): string {
  return country === null ? "Country unknown" : (countries.of(country) ?? country);
}

function waitsFor(because: string): string {
  if (because === "local-time") return "Recipient’s local time";
  if (because === "quiet-hours") return "Quiet hours";
  if (because === "spend-cap") return "The daily spending limit";
  if (because === "carrier-budget") return "Carrier’s daily limit";
  return because === "frequency-cap" ? "Frequency cap" : "Another rule";
}

function nothingBecause(fate: string, because: string): string {
  if (fate !== "expired") return describeReason(because);
  return because === "frequency-cap"
    ? "The frequency cap would delay it past its deadline."
    : "Quiet hours would delay it past its deadline.";
}
