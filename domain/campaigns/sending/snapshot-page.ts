import type { Chosen } from "#domain/campaigns/audience/audience-chosen";
import { audienceStatement, CHOSEN } from "#domain/campaigns/audience/audience-people";
import type { Statement } from "#platform/sql/statement";

/** Some of a page's people, under the same rules and, where that counts, by the same clock. */
export interface PageChunk {
  signature: string;
  zone: string | null;
  /** An array literal: passed on unread. */
  ids: string;
  size: number;
  /** The greatest page key among them. */
  lastKey: number;
}

/**
 * Purpose: the next page of a campaign's audience, cut into chunks of people under the same rules.
 * Inputs:  $1 shop id, $2 whom the audience names (audienceKey), $3 key the last page ended at (int8: less than every key
 *          before the first), $4 people per page, $5 people per chunk, $6 whether the clock they live by tells them apart
 * Output:  one PageChunk per chunk
 * Why not Prisma: ten thousand people become some forty rows here and never travel one by one. WITH TIES ends the page
 * where a key ends, so that the key alone is an exact cursor. Served by the partial index subscribers_audience.
 */
export const snapshotPageOf = audienceStatement("snapshot-page", (people) => pageText("s.shop_id = $1", people));

/** The same about all of a segment at once, with a condition of its own for the shop (segments/of-the-shop.ts). */
export function wholeAudienceOf(people: Chosen, ofTheShop: string): Statement {
  return { name: "", text: pageText(ofTheShop, `${CHOSEN} AND ${people.sql}`) };
}

function pageText(ofTheShop: string, people: string): string {
  return `
  WITH page AS (
    SELECT s.id, s.rule_signature, CASE WHEN $6::bool THEN s.time_zone END AS zone, s.page_key
    FROM subscribers s
    WHERE ${ofTheShop} AND s.page_key > $3::int8 AND ${people}
    ORDER BY s.page_key
    FETCH FIRST ($4::int8) ROWS WITH TIES
  ), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY rule_signature, zone ORDER BY page_key, id) - 1 AS place FROM page
  )
  SELECT rule_signature AS signature, zone, array_agg(id ORDER BY place)::text AS ids, count(*)::int AS size,
         max(page_key) AS "lastKey"
  FROM numbered
  GROUP BY rule_signature, zone, place / $5::int`;
}
