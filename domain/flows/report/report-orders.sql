-- Purpose: a flow's report: the orders that the texts of those who entered in a range earned, by step.
-- Inputs:  $1 shop id, $2 flow id, $3 from, $4 to
-- Output:  one row for each step
-- Why not Prisma: a sum over three tables. Orders are found by attributions_shop_id_source_kind_source_id_idx,
--          the text and the person of each by primary key. OFFSET 0 keeps that order: PostgreSQL has no statistics of the keys,
--          expects one row of each and would begin with everyone who entered.
SELECT m.occurrence AS "stepId", count(*) AS orders, sum(a.total_micros - a.refunded_micros)::int8 AS "revenueMicros"
FROM attributions a
CROSS JOIN LATERAL (
  SELECT t.occurrence, t.source_id FROM messages t
  WHERE t.shop_id = a.shop_id AND t.month = a.message_month AND t.id = a.message_id OFFSET 0
) m
CROSS JOIN LATERAL (
  SELECT p.flow_id, p.started_at FROM enrollments p WHERE p.shop_id = a.shop_id AND p.id = m.source_id OFFSET 0
) e
WHERE a.shop_id = $1 AND a.source_kind = 'flow' AND a.source_id = $2
  AND e.flow_id = $2 AND e.started_at >= $3 AND e.started_at < $4
GROUP BY m.occurrence
