-- Purpose: gives back what reserve-caps.sql counted, for texts that were definitely not sent. Of two texts to one person at
--          one moment each is given back by itself: the other still counts.
-- Inputs:  $1 shop id, $2 subscriber ids, $3 the times that were reserved
-- Output:  nothing
-- Why not Prisma: array arithmetic on many rows. Locked in id order: two releases cannot deadlock.
WITH released AS (
  SELECT subscriber_id, array_agg(at) AS ats
  FROM unnest($2::uuid[], $3::timestamptz[]) AS t(subscriber_id, at) GROUP BY subscriber_id
), held AS (
  SELECT c.subscriber_id, r.ats FROM recipient_caps c
  JOIN released r USING (subscriber_id)
  WHERE c.shop_id = $1
  ORDER BY c.subscriber_id
  FOR UPDATE OF c
)
UPDATE recipient_caps c
SET marketing_at = ARRAY(
  SELECT counted.at FROM (
    SELECT at, row_number() OVER (PARTITION BY at) AS place FROM unnest(c.marketing_at) AS at) AS counted
  WHERE counted.place > (SELECT count(*) FROM unnest(h.ats) AS r(at) WHERE r.at = counted.at)
  ORDER BY counted.at)
FROM held h
WHERE c.shop_id = $1 AND c.subscriber_id = h.subscriber_id
