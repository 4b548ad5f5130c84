-- Purpose: what comes off an order's total, on its row and in the shop's currency: its refunds, or what an edit took off
--          before it was paid, whichever is more; the order's present total has both off. Never more than the total.
--          The order may have come after its refunds, or before.
-- Inputs:  $1 shop ids, $2 order ids
-- Output:  the orders whose sum changed, with whose they are
-- Why not Prisma: hundreds of rows in one statement.
WITH paid_back AS (
  SELECT o.shop_id, o.id, o.total_micros AS total, o.current_total_micros AS present,
         coalesce(sum(r.amount_micros) FILTER (WHERE r.currency IS NULL OR r.currency = o.currency), 0) AS ours,
         -- In the buyer's currency: all of it at once at the order's own rate, so that parts add up to the whole.
         coalesce(round(sum(r.amount_micros) FILTER (WHERE r.currency <> o.currency AND r.currency = o.presentment_currency)
                        * o.total_micros / nullif(o.presentment_total_micros, 0)), 0) AS theirs
  FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS u(shop_id, order_id)) t
  JOIN orders o ON o.shop_id = t.shop_id AND o.id = t.order_id
  LEFT JOIN refunds r ON r.shop_id = o.shop_id AND r.order_id = o.id
  GROUP BY o.shop_id, o.id
), off AS (
  SELECT shop_id, id, greatest(0, least(total, greatest(ours + theirs, total - coalesce(present, total))))::int8 AS amount
  FROM paid_back
)
UPDATE orders o SET refunded_micros = off.amount
FROM off
WHERE o.shop_id = off.shop_id AND o.id = off.id AND o.refunded_micros <> off.amount
RETURNING o.shop_id AS "shopId", o.id, o.subscriber_id AS "subscriberId"
