-- Purpose: gives back what reserve-caps.sql counted, for texts that were definitely not sent.
-- Inputs:  $1 shop id, $2 subscriber ids, $3 the times that were reserved
-- Output:  nothing
-- Why not Prisma: array arithmetic on many rows. Locked in id order: two releases cannot deadlock.
UPDATE recipient_caps c
SET marketing_at = array_remove(c.marketing_at, t.at)
FROM (
  SELECT c.subscriber_id, t.at FROM recipient_caps c
  JOIN unnest($2::uuid[], $3::timestamptz[]) AS t(subscriber_id, at) ON t.subscriber_id = c.subscriber_id
  WHERE c.shop_id = $1
  ORDER BY c.subscriber_id
  FOR UPDATE OF c
) AS t
WHERE c.shop_id = $1 AND c.subscriber_id = t.subscriber_id
