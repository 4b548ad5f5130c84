-- Purpose: makes the uncertain taps of links count, one a minute as always, because something shows that a person was there.
-- Inputs:  $1 codes
-- Output:  the taps that count now
-- Why not Prisma: the links of a batch in one statement. Served by clicks_shop_id_message_id_idx.
WITH uncertain AS (
  SELECT c.shop_id, c.id, c.code, c.message_id, c.clicked_at,
         row_number() OVER (PARTITION BY c.code, date_trunc('minute', c.clicked_at) ORDER BY c.clicked_at, c.id) AS nth
  FROM short_links l JOIN clicks c ON c.shop_id = l.shop_id AND c.message_id = l.message_id AND c.code = l.code
  WHERE l.code = ANY($1::text[]) AND c.ignored_because = 'uncertain'
), judged AS (
  SELECT u.shop_id, u.id, u.nth > 1 OR EXISTS (
    SELECT FROM clicks c
    WHERE c.shop_id = u.shop_id AND c.message_id = u.message_id AND c.code = u.code AND c.counted
      AND c.clicked_at >= date_trunc('minute', u.clicked_at)
      AND c.clicked_at < date_trunc('minute', u.clicked_at) + interval '1 minute') AS is_repeated
  FROM uncertain u
), confirmed AS (
  UPDATE clicks c
  SET counted = NOT j.is_repeated, ignored_because = CASE WHEN j.is_repeated THEN 'repeated' END
  FROM judged j
  WHERE c.shop_id = j.shop_id AND c.id = j.id AND c.ignored_because = 'uncertain'
  RETURNING c.*
)
SELECT shop_id AS "shopId", id, code, message_month AS "messageMonth", message_id AS "messageId", subscriber_id AS "subscriberId",
       clicked_at AS "clickedAt", counted, ignored_because AS "ignoredBecause"
FROM confirmed WHERE counted
