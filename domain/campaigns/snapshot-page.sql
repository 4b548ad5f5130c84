-- Purpose: the next page of a campaign's audience, cut into chunks of people under the same rules.
-- Inputs:  $1 shop id, $2 key the last page ended at (int8: less than every key before the first), $3 tag or null,
--          $4 people per page, $5 people per chunk
-- Output:  one row per chunk: signature, ids as an array literal (passed on unread), size, greatest key of the chunk
-- Why not Prisma: ten thousand people become some forty rows here and never travel one by one. WITH TIES ends the page
--          where a key ends, so that the key alone is an exact cursor. Served by the partial index subscribers_audience.
WITH page AS (
  SELECT id, rule_signature, page_key FROM subscribers
  WHERE shop_id = $1 AND marketing = 'subscribed' AND page_key > $2::int8 AND ($3::text IS NULL OR tags @> ARRAY[$3::text])
  ORDER BY page_key
  FETCH FIRST ($4::int8) ROWS WITH TIES
), numbered AS (
  SELECT *, row_number() OVER (PARTITION BY rule_signature ORDER BY page_key, id) - 1 AS place FROM page
)
SELECT rule_signature AS signature, array_agg(id ORDER BY place)::text AS ids, count(*)::int AS size, max(page_key) AS "lastKey"
FROM numbered
GROUP BY rule_signature, place / $5::int
