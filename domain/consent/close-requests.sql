-- Purpose: ends the open questions of people who have decided: a yes by text in time confirms them, a no withdraws them.
-- Inputs:  $1 shop ids, $2 subscriber ids, $3 yes?, $4 when decided, $5 now
-- Output:  whom a yes has confirmed, and when they said it
-- Why not Prisma: hundreds at once, in the transaction of the decisions. The people are locked already.
WITH decided AS (
  SELECT DISTINCT ON (shop_id, subscriber_id) * FROM unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::timestamptz[])
    AS t(shop_id, subscriber_id, is_yes, at)
  ORDER BY shop_id, subscriber_id, at
), settled AS (
  UPDATE opt_in_requests r
  SET state = CASE WHEN d.is_yes THEN 'confirmed' ELSE 'withdrawn' END, settled_at = $5::timestamptz
  FROM decided d
  WHERE r.shop_id = d.shop_id AND r.subscriber_id = d.subscriber_id AND r.state = 'open' AND d.at >= r.asked_at
    AND (NOT d.is_yes OR (r.is_asked AND d.at <= r.expires_at))
  RETURNING r.shop_id, r.subscriber_id, d.is_yes, d.at
)
SELECT shop_id AS "shopId", subscriber_id AS "subscriberId", at FROM settled WHERE is_yes
