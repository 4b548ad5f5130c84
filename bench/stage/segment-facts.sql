-- Purpose: what so many of a shop's people have done: two of five have ordered, one of three has clicked, some have replied.
-- Inputs:  $1 shop id, $2 now
-- Output:  nothing
-- Why not Prisma: millions of rows. Written as the triggers on orders, clicks and inbound_texts would leave them, which
--          domain/segments/facts.test.ts shows that they do.
INSERT INTO subscriber_facts (shop_id, subscriber_id, orders, spent_micros, first_order_at, last_order_at, clicks, last_click_at,
                              replies, last_reply_at)
SELECT $1::uuid, id, orders, orders * 1000000::int8 * (20 + p3 % 60), CASE WHEN orders > 0 THEN created_at END,
       CASE WHEN orders > 0 THEN created_at + (p1 % 1000) / 1000.0 * ($2::timestamptz - created_at) END,
       clicks, CASE WHEN clicks > 0 THEN $2::timestamptz - make_interval(secs => p2 % 15552000) END,
       CASE WHEN p3 % 20 = 0 THEN 1 ELSE 0 END, CASE WHEN p3 % 20 = 0 THEN $2::timestamptz - make_interval(secs => p3 % 15552000) END
FROM (
  SELECT id, created_at, page_key, CASE WHEN p1 % 5 < 2 THEN 1 + p1 / 8 % 6 ELSE 0 END AS orders,
         CASE WHEN p2 % 3 = 0 THEN 1 + p2 / 8 % 4 ELSE 0 END AS clicks, p1, p2, p3
  FROM subscribers, LATERAL (SELECT (hashint4extended(page_key, 11) & 2147483647)::int AS p1,
                                    (hashint4extended(page_key, 12) & 2147483647)::int AS p2,
                                    (hashint4extended(page_key, 13) & 2147483647)::int AS p3) AS drawn
  WHERE shop_id = $1
) AS people
WHERE orders > 0 OR clicks > 0 OR p3 % 20 = 0
