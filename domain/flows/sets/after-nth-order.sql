-- Purpose: orders that were placed in a span of time, if each was the person's nth; one page of them.
-- Inputs:  $1 shop id, $2 placed after, $3 and not after, $4 and $5 time and id of the last order of the page before, $6 whether only
--          subscribed people enter, $7 which order of the person it must be, or null, $8 whether another order since excludes
--          the person, $9 orders of a page
-- Output:  the orders, in the order of time and id
-- Why not Prisma: thousands at once. Served by orders_placed and orders_shop_id_subscriber_id_placed_at_idx.
SELECT o.subscriber_id AS "subscriberId", o.id AS "orderId", o.placed_at AS "placedAt"
FROM orders o JOIN subscribers s ON s.shop_id = o.shop_id AND s.id = o.subscriber_id
WHERE o.shop_id = $1 AND o.placed_at > $2::timestamptz AND o.placed_at <= $3::timestamptz
  AND (o.placed_at, o.id) > ($4::timestamptz, $5::text)
  AND o.cancelled_at IS NULL AND o.subscriber_id IS NOT NULL
  AND s.redacted_at IS NULL AND (NOT $6::boolean OR s.marketing = 'subscribed')
  AND ($7::int IS NULL OR $7 = 1 + (
    SELECT count(*) FROM orders x
    WHERE x.shop_id = $1 AND x.subscriber_id = o.subscriber_id AND x.cancelled_at IS NULL AND (x.placed_at, x.id) < (o.placed_at, o.id)))
  AND NOT ($8::boolean AND EXISTS (
    SELECT FROM orders x
    WHERE x.shop_id = $1 AND x.subscriber_id = o.subscriber_id AND x.cancelled_at IS NULL AND (x.placed_at, x.id) > (o.placed_at, o.id)))
ORDER BY o.placed_at, o.id
LIMIT $9
