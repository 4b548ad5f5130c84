import { type Audience, audience as parseAudience } from "#domain/campaigns/audience/audience";
import { type CampaignState, isDispatching } from "#domain/campaigns/state";
import { rate } from "#domain/links/rate";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { type Activity, readActivities } from "./activity.ts";
import { type CampaignResults, campaignResults, NO_RESULTS } from "./results.ts";

/** The views of the campaigns page. */
export const campaignViews = ["all", "draft", "scheduled", "sending", "sent"] as const;
export type CampaignView = (typeof campaignViews)[number];

const statesOf: Record<CampaignView, CampaignState[] | null> = {
  all: null,
  draft: ["draft"],
  scheduled: ["scheduled"],
  sending: ["preparing", "sending", "paused"],
  sent: ["finished", "cancelled", "failed"],
};

export interface ListedCampaign extends CampaignResults {
  id: string;
  name: string;
  state: CampaignState;
  scheduledAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  isUrgent: boolean;
  localTime: string | null;
  isCounted: boolean;
  /** What it is doing or waiting for at this moment; null unless it is under way. */
  activity: Activity | null;
  audienceKind: Audience;
  /** People counted so far. */
  audience: number;
  /** Taken by the provider, and not failed since. */
  sent: number;
  /** Reported by the carrier as on the phone. */
  delivered: number;
  /** Clicked ÷ delivered, 0 to 1; null before anything was delivered. */
  clickRate: number | null;
}

type Row = Omit<ListedCampaign, keyof CampaignResults | "clickRate" | "audienceKind" | "activity"> & {
  audienceKind: unknown;
};

const PAGE = 25;

const readCampaigns = statement(
  "list-campaigns",
  `SELECT c.id, c.name, c.state, c.scheduled_at AS "scheduledAt", c.started_at AS "startedAt", c.finished_at AS "finishedAt",
          c.created_at AS "createdAt", c.updated_at AS "updatedAt", c.audience AS "audienceKind", c.is_urgent AS "isUrgent",
          c.local_time AS "localTime", c.snapshot_done_at IS NOT NULL AS "isCounted", c.audience_count AS audience,
          texts.sent, texts.delivered
   FROM campaigns c
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(t.count), 0) AS sent, coalesce(sum(t.count) FILTER (WHERE t.state = 'delivered'), 0) AS delivered
     FROM message_tallies t
     WHERE t.shop_id = c.shop_id AND t.source_id = c.id AND t.state IN ('accepted', 'sent', 'delivered')
   ) AS texts
   WHERE c.shop_id = $1 AND ($2::text[] IS NULL OR c.state = ANY($2)) AND strpos(lower(c.name), lower($3)) > 0
   ORDER BY c.created_at DESC, c.id DESC
   LIMIT $4 OFFSET $5`,
);

/** A page (from 0) of a shop's campaigns, newest first, with what each has done so far and is doing at `now`. */
export async function listCampaigns(
  db: Sql,
  shopId: string,
  now: Date,
  { view = "all", search = "", page = 0 }: { view?: CampaignView; search?: string; page?: number } = {},
): Promise<{ campaigns: ListedCampaign[]; hasMore: boolean }> {
  const rows = await db.run<Row>(readCampaigns, [
    shopId,
    statesOf[view],
    storableText(search).trim(),
    PAGE + 1,
    page * PAGE,
  ]);
  const shown = rows.slice(0, PAGE);
  const ids = shown.map((row) => row.id);
  const [results, doing] = await Promise.all([
    campaignResults(db, shopId, ids),
    readActivities(
      db,
      shopId,
      shown.filter(({ state }) => isDispatching(state)),
      now,
    ),
  ]);
  const campaigns = shown.map((row) => {
    const result = results.get(row.id) ?? NO_RESULTS;
    return {
      ...row,
      ...result,
      audienceKind: parseAudience.parse(row.audienceKind),
      clickRate: rate(result.clicked, row.delivered),
      activity: doing.get(row.id) ?? null,
    };
  });
  return { campaigns, hasMore: rows.length > PAGE };
}
