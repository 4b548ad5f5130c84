-- Purpose: who of the people in some news was erased before and has not come back since.
-- Inputs:  $1 shop ids, $2 subscriber ids, $3 shop ids, $4 the store's order ids
-- Output:  one row a shop that has such people, with their ids
-- Why not Prisma: hundreds at once; an order that the news name no buyer of is still its buyer's.
SELECT s.shop_id AS "shopId", array_agg(s.id) AS "subscriberIds"
FROM (
  SELECT shop_id, id FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
  UNION
  SELECT o.shop_id, o.subscriber_id
  FROM orders o JOIN unnest($3::uuid[], $4::text[]) AS u(shop_id, order_id) ON o.shop_id = u.shop_id AND o.id = u.order_id
  WHERE o.subscriber_id IS NOT NULL
) AS named
JOIN subscribers s ON s.shop_id = named.shop_id AND s.id = named.id
WHERE s.redacted_at IS NOT NULL
GROUP BY s.shop_id
