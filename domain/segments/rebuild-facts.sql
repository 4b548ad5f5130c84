-- Purpose: what the people of a shop have done, added up again from their orders, clicks and texts: after a restore, or a
--          load that passed the triggers by. At any other time it changes nothing.
-- Inputs:  $1 shop id
-- Output:  nothing
-- Why not Prisma: one statement for millions of people.
WITH done AS (
  SELECT subscriber_id, sum(orders)::int AS orders, sum(spent)::int8 AS spent, min(first_order_at) AS first_order_at,
         max(last_order_at) AS last_order_at, sum(clicks)::int AS clicks, max(last_click_at) AS last_click_at,
         sum(replies)::int AS replies, max(last_reply_at) AS last_reply_at
  FROM (
    SELECT subscriber_id, 1 AS orders, total_micros - refunded_micros AS spent, placed_at AS first_order_at,
           placed_at AS last_order_at, 0 AS clicks, NULL::timestamptz AS last_click_at, 0 AS replies, NULL::timestamptz AS last_reply_at
    FROM orders WHERE shop_id = $1 AND subscriber_id IS NOT NULL AND cancelled_at IS NULL
    UNION ALL
    SELECT subscriber_id, 0, 0, NULL, NULL, 1, clicked_at, 0, NULL FROM clicks WHERE shop_id = $1 AND counted
    UNION ALL
    SELECT subscriber_id, 0, 0, NULL, NULL, 0, NULL, 1, received_at FROM inbound_texts WHERE shop_id = $1
  ) AS each
  GROUP BY subscriber_id
), gone AS (
  DELETE FROM subscriber_facts f WHERE f.shop_id = $1 AND NOT EXISTS (SELECT FROM done d WHERE d.subscriber_id = f.subscriber_id)
)
INSERT INTO subscriber_facts AS f (shop_id, subscriber_id, orders, spent_micros, first_order_at, last_order_at, clicks,
                                   last_click_at, replies, last_reply_at)
SELECT $1, * FROM done ORDER BY subscriber_id
ON CONFLICT (shop_id, subscriber_id) DO UPDATE
SET orders = excluded.orders, spent_micros = excluded.spent_micros, first_order_at = excluded.first_order_at,
    last_order_at = excluded.last_order_at, clicks = excluded.clicks, last_click_at = excluded.last_click_at,
    replies = excluded.replies, last_reply_at = excluded.last_reply_at
