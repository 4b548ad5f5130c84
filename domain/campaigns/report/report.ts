import { describeCampaignEvent } from "#domain/campaigns/event";
import { type CodeWords, describeReason } from "#domain/messages/explain/describe-reason";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type CampaignProgress, campaignProgress } from "./progress.ts";
import { sentOf } from "./recipient-counts.ts";
import { type CampaignResults, campaignResults, NO_RESULTS } from "./results.ts";

export interface CampaignReport {
  progress: CampaignProgress;
  results: CampaignResults;
  /** Texts, and people who tapped and then ordered: each is a part of the one before. */
  funnel: { audience: number; sent: number; delivered: number; clicked: number; ordered: number };
  /** Why people got nothing, most frequent first. */
  objections: { state: "skipped" | "failed"; reason: string; sentence: string; count: number }[];
  /** What the texts cost, in millionths of a US dollar, by our price list. */
  costMicros: number;
  parts: number;
  /** Newest first. */
  timeline: { at: Date; sentence: string }[];
}

const cost = statement(
  "campaign-cost",
  `SELECT coalesce(sum(m.price_micros), 0)::int8 AS "costMicros", coalesce(sum(m.parts), 0)::int8 AS parts
   FROM campaigns c JOIN messages m ON m.shop_id = c.shop_id AND m.month = c.month AND m.source_id = c.id
   WHERE c.shop_id = $1 AND c.id = $2 AND m.state IN ('accepted', 'sent', 'delivered')`,
);

/** Everything the report's page shows at once; its recipients come from recipients.ts. Null when it isn't the shop's. */
export async function campaignReport(
  db: Db,
  shopId: string,
  campaignId: string,
  now: Date,
  formatTime: (at: Date) => string,
  words?: CodeWords,
): Promise<CampaignReport | null> {
  const progress = await campaignProgress(db, shopId, campaignId, now);
  if (!progress) return null;
  const [results, [spent], events] = await Promise.all([
    campaignResults(db, shopId, [campaignId]),
    db.run<{ costMicros: number; parts: number }>(cost, [shopId, campaignId]),
    db.prisma.campaignEvent.findMany({ where: { shopId, campaignId }, orderBy: [{ at: "desc" }, { id: "desc" }] }),
  ]);
  const result = results.get(campaignId) ?? NO_RESULTS;
  const { counts } = progress;
  return {
    progress,
    results: result,
    funnel: {
      audience: progress.audience,
      sent: sentOf(counts),
      delivered: counts.delivered,
      clicked: result.clicked,
      ordered: result.buyers,
    },
    objections: [
      ...countObjections("skipped", counts.skippedBecause),
      ...countObjections("failed", counts.failedBecause, words, progress.provider),
    ].sort((a, b) => b.count - a.count),
    costMicros: spent?.costMicros ?? 0,
    parts: spent?.parts ?? 0,
    timeline: events.map((event) => ({ at: event.at, sentence: describeCampaignEvent(event, formatTime) })),
  };
}

function countObjections(
  state: "skipped" | "failed",
  because: Record<string, number>,
  words?: CodeWords,
  provider: string | null = null,
): CampaignReport["objections"] {
  return Object.entries(because).map(([reason, count]) => ({
    ...{ state, reason, count },
    sentence: describeReason(reason, words, provider),
  }));
}
