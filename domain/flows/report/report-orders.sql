-- Purpose: a flow's report: the orders that the texts of those who entered in a range earned, by step.
-- Inputs:  $1 shop id, $2 flow id, $3 from, $4 to
-- Output:  one row for each step
-- Why not Prisma: a sum over three tables. Orders are found by attributions_shop_id_source_kind_source_id_idx,
--          the text and the person of each by primary key.
SELECT m.occurrence AS "stepId", count(*) AS orders, sum(a.total_micros - a.refunded_micros)::int8 AS "revenueMicros"
FROM attributions a
JOIN messages m ON m.shop_id = a.shop_id AND m.month = a.message_month AND m.id = a.message_id
JOIN enrollments e ON e.shop_id = a.shop_id AND e.id = m.source_id
WHERE a.shop_id = $1 AND a.source_kind = 'flow' AND a.source_id = $2
  AND e.flow_id = $2 AND e.started_at >= $3 AND e.started_at < $4
GROUP BY m.occurrence
