import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** The rows are locked already, in id order, by upsert-lock.sql. */
const note = statement(
  "note-store-events",
  `UPDATE subscribers s SET store_news_at = t.news_at
   FROM (SELECT shop_id, id, max(news_at) AS news_at FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS u(shop_id, id, news_at)
         GROUP BY shop_id, id) t
   WHERE s.shop_id = t.shop_id AND s.id = t.id AND (s.store_news_at IS NULL OR s.store_news_at < t.news_at)`,
);

/**
 * Remembers how new the store's own record of these people's customers was when we last heard of it, so that it can be told later
 * whether a change of it never came. Older news change nothing; safe to repeat.
 */
export async function noteStoreEvents(
  tx: Sql,
  news: { shopId: string; subscriberId: string; eventAt: Date }[],
): Promise<void> {
  if (news.length === 0) return;
  await tx.run(
    ...batch(note, {
      u: columnsOf(news, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId, news_at: (it) => it.eventAt }),
    }),
  );
}
