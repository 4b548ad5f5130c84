import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Page keys are random, so the first in their order are a fair sample, however large the shop. */
const SAMPLE = 20_000;
const SHOWN = 100;

const readSubscriberTags = statement(
  "subscriber-tags",
  `SELECT tag FROM (
     SELECT tags FROM subscribers WHERE shop_id = $1 AND marketing = 'subscribed' ORDER BY page_key LIMIT $2
   ) AS people, unnest(people.tags) AS tag
   GROUP BY tag ORDER BY count(*) DESC, tag LIMIT $3`,
);

/** The tags that subscribed people carry most, for a field that offers them. Not every rare one is among them. */
export async function subscriberTags(db: Sql, shopId: string): Promise<string[]> {
  const rows = await db.run<{ tag: string }>(readSubscriberTags, [shopId, SAMPLE, SHOWN]);
  return rows.map(({ tag }) => tag);
}
