-- Purpose: what the line of campaign texts has sent in the last seconds, in all and of one shop, and who stands in it.
-- Inputs:  $1 shop id, $2 now (business time), $3 seconds to look back (real time)
-- Output:  one row: weight of the shop's share, shops in line and the sum of their weights, parts sent in all and by the
--          shop, and the real seconds since the first of these
-- Why not Prisma: a campaign's texts get their rows, and their ids with the time in them, when they are claimed: so a few
--          ranges of primary keys, one for each campaign month of a shop in line, say what has just left.
WITH line AS MATERIALIZED (
  SELECT DISTINCT c.shop_id, c.month FROM campaigns c
  JOIN senders n ON n.shop_id = c.shop_id AND n.id = c.sender_id
  WHERE c.state IN ('preparing', 'sending') AND n.state = 'active' AND EXISTS (
    SELECT 1 FROM campaign_chunks k
    WHERE k.shop_id = c.shop_id AND k.campaign_id = c.id AND k.state = 'ready' AND k.due_at <= $2)
), since AS (
  SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::int8 AS now_ms,
         (lpad(to_hex(floor((extract(epoch FROM clock_timestamp()) - $3) * 1000)::int8), 12, '0') || '00000000000000000000')::uuid AS first
), sent AS (
  SELECT l.shop_id, sum(m.parts) AS parts, min(m.id::text) AS first
  FROM line l JOIN messages m ON m.shop_id = l.shop_id AND m.month = l.month
  WHERE m.id >= (SELECT first FROM since) AND m.class = 'campaign' AND m.parts IS NOT NULL
  GROUP BY l.shop_id
), spans AS (
  SELECT shop_id, parts,
         ((SELECT now_ms FROM since) - ('x' || left(replace(first, '-', ''), 12))::bit(48)::int8) / 1000.0 AS seconds
  FROM sent
)
SELECT g.share_weight AS weight,
       (SELECT count(DISTINCT shop_id) FROM line) AS "shopsInLine",
       (SELECT coalesce(sum(s.share_weight), 0) FROM shop_settings s WHERE s.shop_id IN (SELECT shop_id FROM line))::int8 AS "weightInLine",
       (SELECT coalesce(sum(parts), 0) FROM spans)::int8 AS "partsInAll",
       coalesce((SELECT parts FROM spans WHERE shop_id = $1), 0)::int8 AS "partsOfShop",
       coalesce((SELECT max(seconds) FROM spans), 0)::float8 AS "secondsInAll",
       coalesce((SELECT seconds FROM spans WHERE shop_id = $1), 0)::float8 AS "secondsOfShop"
FROM shop_settings g WHERE g.shop_id = $1
