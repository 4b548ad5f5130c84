-- Purpose: a flow's report: what became of the texts of those who entered in a range, by step.
-- Inputs:  $1 shop id, $2 flow id, $3 from, $4 to, $5 first month of messages
-- Output:  one row for each step, state and reason: how many, how many of them were tapped, their orders, revenue and price
-- Why not Prisma: five tables, partitioned ones among them. People are found by enrollments_shop_id_flow_id_started_at_idx,
--          their texts by messages_source, clicks by clicks_shop_id_message_id_idx.
WITH texts AS (
  SELECT m.occurrence, m.state, m.reason, m.month, m.id, m.price_micros,
         EXISTS (SELECT FROM clicks k WHERE k.shop_id = m.shop_id AND k.message_id = m.id AND k.counted) AS is_clicked
  FROM enrollments e
  JOIN messages m ON m.shop_id = e.shop_id AND m.source_id = e.id AND m.month >= $5::date
  WHERE e.shop_id = $1 AND e.flow_id = $2 AND e.started_at >= $3 AND e.started_at < $4
)
SELECT t.occurrence AS "stepId", t.state, t.reason, count(*) AS count, count(*) FILTER (WHERE t.is_clicked) AS clicked,
       coalesce(sum(a.orders), 0)::int8 AS orders, coalesce(sum(a.micros), 0)::int8 AS "revenueMicros",
       coalesce(sum(t.price_micros) FILTER (WHERE t.state IN ('accepted', 'sent', 'delivered')), 0)::int8 AS "costMicros"
FROM texts t
LEFT JOIN (
  SELECT message_month, message_id, count(*) AS orders, sum(total_micros - refunded_micros) AS micros
  FROM attributions WHERE shop_id = $1 AND source_kind = 'flow' AND source_id = $2
  GROUP BY message_month, message_id
) a ON a.message_month = t.month AND a.message_id = t.id
GROUP BY t.occurrence, t.state, t.reason
