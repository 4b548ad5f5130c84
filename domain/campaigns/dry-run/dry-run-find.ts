import { isDeepStrictEqual } from "node:util";
import type { FoundCampaign } from "#domain/campaigns/report/find";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { DryRunFailure } from "./dry-run.ts";
import { changedSince, type DryRunPlan } from "./dry-run-plan.ts";
import type { DryRunResult, DryRunRules } from "./dry-run-result.ts";

/** A campaign's latest dry run. */
export interface FoundDryRun {
  /** Of this asking. */
  id: string;
  state: "under-way" | "done" | "cancelled" | "failed";
  askedAt: Date;
  doneAt: Date | null;
  plan: DryRunPlan;
  /** How many the audience had, and how many of them are worked out. */
  people: number;
  counted: number;
  /** Null until it is done. */
  result: DryRunResult | null;
  failedBecause: DryRunFailure | null;
  /** The shop's settings by now. */
  rulesNow: DryRunRules;
}

const readDryRun = statement(
  "find-dry-run",
  `SELECT d.id, state, asked_at AS "askedAt", done_at AS "doneAt", plan, people, counted, failed_because AS "failedBecause",
          jsonb_build_object('textingStartsMinute', g.texting_starts_minute, 'textingEndsMinute', g.texting_ends_minute,
            'stricter', g.stricter_rules, 'frequencyCapTexts', g.frequency_cap_texts,
            'frequencyCapHours', g.frequency_cap_hours, 'frequencyCapAction', g.frequency_cap_action) AS "rulesNow",
          result
   FROM dry_runs d JOIN shop_settings g ON g.shop_id = d.shop_id
   WHERE d.shop_id = $1 AND d.campaign_id = $2`,
);

/** The latest dry run of one of the shop's campaigns; null when there was none. */
export async function findDryRun(sql: Sql, shopId: string, campaignId: string): Promise<FoundDryRun | null> {
  const [found] = await sql.run<FoundDryRun>(readDryRun, [shopId, campaignId]);
  return found ?? null;
}

/** People join, leave and get other texts all the time. */
const STALE_MS = 6 * 3_600_000;

/** Why a dry run may no longer be true of a campaign, as sentences; empty when nothing speaks against it. */
export function whyStale(
  { plan, doneAt, result, rulesNow }: Pick<FoundDryRun, "plan" | "doneAt" | "result" | "rulesNow">,
  campaign: FoundCampaign,
  now: Date,
): string[] {
  const changed = changedSince(plan, {
    ...campaign,
    localTime: campaign.scheduledAt ? campaign.localTime : plan.localTime,
  });
  const hasOtherRules = result !== null && !isDeepStrictEqual(result.rules, rulesNow);
  const isPast = new Date(plan.startsAt) < now && !plan.isNow;
  const isOld = doneAt !== null && now.getTime() - doneAt.getTime() > STALE_MS;
  return [
    ...(changed.length > 0 ? [`You changed ${joinWords(changed)} after this dry run.`] : []),
    ...(hasOtherRules ? ["Your quiet hours, compliance rules or frequency cap changed after this dry run."] : []),
    ...(isPast ? ["The start time it was calculated for has passed."] : []),
    ...(isOld ? ["It’s several hours old. Subscribers may have changed since."] : []),
  ];
}

function joinWords(words: string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : (words[0] ?? "");
}
