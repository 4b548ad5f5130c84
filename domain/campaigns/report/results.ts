import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** What came of a campaign's texts. */
export interface CampaignResults {
  /** People who tapped the link; previews, bots and uncertain taps not counted. */
  clicked: number;
  /** People who answered it: not with STOP, and not by a reaction or an automatic answer. */
  replied: number;
  /** Orders owed to it (see domain/attribution). */
  orders: number;
  /** People who placed them. */
  buyers: number;
  /** What these orders brought, refunds taken off, in millionths of the store's currency. */
  revenueMicros: number;
}

export const NO_RESULTS: CampaignResults = { clicked: 0, replied: 0, orders: 0, buyers: 0, revenueMicros: 0 };

const readCampaignResults = statement(
  "campaign-results",
  `WITH clicked AS (
     SELECT m.source_id AS id, count(DISTINCT m.id) AS clicked
     FROM clicks k
     JOIN messages m ON m.shop_id = k.shop_id AND m.month = k.message_month AND m.id = k.message_id
     WHERE k.shop_id = $1 AND k.counted AND m.source_id = ANY($2::uuid[])
     GROUP BY m.source_id
   ), earned AS (
     SELECT source_id AS id, count(*) AS orders, count(DISTINCT message_id) AS buyers, sum(total_micros - refunded_micros)::int8 AS revenue
     FROM attributions
     WHERE shop_id = $1 AND source_kind = 'campaign' AND source_id = ANY($2::uuid[])
     GROUP BY source_id
   ), answered AS (
     SELECT answers_source_id AS id, count(DISTINCT subscriber_id) AS replied
     FROM inbound_texts
     WHERE shop_id = $1 AND answers_source_id = ANY($2::uuid[]) AND coalesce(topic, 'other') NOT IN ('reaction', 'automatic') AND meaning NOT IN ('opt-out', 'opt-in')
     GROUP BY answers_source_id
   )
   SELECT id, coalesce(clicked, 0) AS clicked, coalesce(replied, 0) AS replied, coalesce(orders, 0) AS orders, coalesce(buyers, 0) AS buyers,
          coalesce(revenue, 0) AS "revenueMicros"
   FROM clicked FULL JOIN earned USING (id) FULL JOIN answered USING (id)`,
);

/** The results of several campaigns of a shop, by campaign id; every id asked for is in the map. */
export async function campaignResults(db: Sql, shopId: string, ids: string[]): Promise<Map<string, CampaignResults>> {
  const rows =
    ids.length === 0 ? [] : await db.run<CampaignResults & { id: string }>(readCampaignResults, [shopId, ids]);
  const known = new Map(rows.map(({ id, ...results }) => [id, results]));
  return new Map(ids.map((id) => [id, known.get(id) ?? NO_RESULTS]));
}
