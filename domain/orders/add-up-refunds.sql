-- Purpose: an order's refunds, added up on its row. The order may have come after its refunds, or before.
-- Inputs:  $1 shop ids, $2 order ids
-- Output:  the orders whose sum changed, with whose they are
-- Why not Prisma: hundreds of rows in one statement.
UPDATE orders o SET refunded_micros = s.amount
FROM (
  SELECT r.shop_id, r.order_id, sum(r.amount_micros)::int8 AS amount
  FROM refunds r
  JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS u(shop_id, order_id)) t
    ON t.shop_id = r.shop_id AND t.order_id = r.order_id
  GROUP BY r.shop_id, r.order_id
) s
WHERE o.shop_id = s.shop_id AND o.id = s.order_id AND o.refunded_micros <> s.amount
RETURNING o.shop_id AS "shopId", o.id, o.subscriber_id AS "subscriberId"
