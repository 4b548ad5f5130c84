-- Purpose: the first order of each person that a text of one A/B test led to, in the order of time. People who
--          got the winner are left out.
-- Inputs:  $1 shop id, $2 flow id, $3 step id, $4 the test's key, $5 how many orders at most: the earliest ones
-- Output:  a row for each person: the variant of their text, and the order's total as it was placed
-- Why not Prisma: three tables, one of them partitioned. Served by attributions_shop_id_source_kind_source_id_idx and keys.
SELECT id, micros FROM (
  SELECT DISTINCT ON (m.subscriber_id) split_part(m.variant, '.', 2) AS id, a.total_micros AS micros, a.ordered_at, a.order_id
  FROM attributions a
  JOIN messages m ON m.shop_id = a.shop_id AND m.month = a.message_month AND m.id = a.message_id
  WHERE a.shop_id = $1 AND a.source_kind = 'flow' AND a.source_id = $2 AND m.occurrence = $3
    AND split_part(m.variant, '.', 1) = $4 AND split_part(m.variant, '.', 3) = ''
  ORDER BY m.subscriber_id, a.ordered_at, a.order_id
) AS first
ORDER BY ordered_at, order_id LIMIT $5
