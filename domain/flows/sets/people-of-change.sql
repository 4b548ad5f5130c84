-- Purpose: the people who enter a flow because a variant came back or got cheaper: one page of those who waited for it or looked.
-- Inputs:  $1 shop id, $2 variant id, $3 the kind of interest, $4 the last person of the page before, $5 people of a page,
--          $6 when it changed, $7 the interest must be younger than this, $8 whether only subscribed people enter, $9 flow id
-- Output:  every person of the page in the order of the ids; `enters` is false for those who don't
-- Why not Prisma: thousands at once. Served by product_interests_pkey and enrollments_shop_id_subscriber_id_idx.
-- An interest is used up by a text about the variant that has left or may still leave: the person is told again once they
-- have asked or looked again. A walk whose texts were all dropped, because stock or price had changed back, uses up nothing.
WITH page AS MATERIALIZED (
  SELECT i.subscriber_id, i.at FROM product_interests i
  WHERE i.shop_id = $1 AND i.variant_id = $2 AND i.kind = $3 AND i.subscriber_id > $4::uuid
  ORDER BY i.subscriber_id
  LIMIT $5
)
SELECT page.subscriber_id AS "subscriberId",
       page.at <= $6::timestamptz AND page.at > $7::timestamptz AND s.id IS NOT NULL
       AND ($3 <> 'look' OR NOT EXISTS (
         SELECT FROM orders o WHERE o.shop_id = $1 AND o.subscriber_id = page.subscriber_id AND o.placed_at >= page.at))
       AND NOT EXISTS (
         SELECT FROM enrollments e
         WHERE e.shop_id = $1 AND e.subscriber_id = page.subscriber_id AND e.flow_id = $9 AND e.about = 'variant ' || $2
           AND e.started_at >= page.at
           AND (e.state = 'waiting' OR EXISTS (
             SELECT FROM messages m WHERE m.shop_id = $1 AND m.source_id = e.id AND m.state NOT IN ('skipped', 'expired'))))
       AS enters
FROM page
LEFT JOIN subscribers s ON s.shop_id = $1 AND s.id = page.subscriber_id AND s.redacted_at IS NULL
  AND (NOT $8::boolean OR s.marketing = 'subscribed')
ORDER BY page.subscriber_id
