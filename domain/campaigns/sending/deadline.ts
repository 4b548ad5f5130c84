import { audience } from "#domain/campaigns/audience/audience";
import { audienceClocks } from "#domain/campaigns/audience/audience-clocks";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import type { LockedCampaign } from "#domain/campaigns/control/lock";
import { localSpan } from "#domain/campaigns/drafts/local-time";
import type { Sql } from "#platform/sql/db";

/**
 * How long a campaign's texts may still leave after its start; with local time, after its hour in the last zone. Two days,
 * because the rules for someone whose state is unknown leave no hour between Saturday 17:00 and Monday 16:00 Eastern;
 * shorter would drop these people every weekend.
 */
export const CAMPAIGN_LIFE_MS = 48 * 3_600_000;

/** After when the texts of a campaign that starts at `now` no longer leave. */
export async function deadlineOf(
  tx: Sql,
  shopId: string,
  { localTime, audience: stored }: Pick<LockedCampaign, "localTime" | "audience">,
  now: Date,
): Promise<Date> {
  const clocks =
    localTime === null ? [] : await audienceClocks(tx, shopId, await peopleOf(tx, shopId, audience.parse(stored), now));
  const last = localTime === null ? now : localSpan(localTime, clocks).last;
  return new Date(Math.max(now.getTime(), last.getTime()) + CAMPAIGN_LIFE_MS);
}
