import { hasEnded } from "#domain/keywords/keyword";
import type { TimedKeyword } from "#domain/keywords/read-keywords";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const keywordsAskedAbout = statement(
  "keywords-confirmed",
  `SELECT r.subscriber_id AS "subscriberId", r.keyword_id AS "keywordId" FROM opt_in_requests r
   WHERE (r.shop_id, r.subscriber_id) IN (SELECT t.shop_id, t.id FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id))
     AND r.state = 'confirmed' AND r.settled_at >= $3 AND r.keyword_id IS NOT NULL`,
);

/**
 * The keywords by which people signed up who have just said YES, by subscriber: of their page, or of a text that asked first. One that
 * has ended or was deleted meanwhile gives nothing. `since`: before their decisions were recorded.
 */
export async function confirmedKeywords(
  tx: Sql,
  people: { shopId: string; subscriberId: string }[],
  keywordsOf: (shopId: string) => TimedKeyword[],
  since: Date,
): Promise<Map<string, TimedKeyword>> {
  if (people.length === 0) return new Map();
  const t = columnsOf(people, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId });
  const rows = await tx.run<{ subscriberId: string; keywordId: string }>(...batch(keywordsAskedAbout, { t }, [since]));
  const keywordIds = new Map(rows.map(({ subscriberId, keywordId }) => [subscriberId, keywordId]));
  return new Map(
    people.flatMap(({ shopId, subscriberId }) => {
      const keyword = keywordsOf(shopId).find(({ id }) => id === keywordIds.get(subscriberId));
      return keyword && !hasEnded(keyword, since) ? [[subscriberId, keyword] as const] : [];
    }),
  );
}
