-- Purpose: a flow's report: what became of the texts of those who entered in a range, by step.
-- Inputs:  $1 shop id, $2 flow id, $3 from, $4 to, $5 first month of messages
-- Output:  one row for each step, state and reason: how many, how many of them were tapped and answered, and their price
-- Why not Prisma: four tables, partitioned ones among them. People are found by
--          enrollments_shop_id_flow_id_started_at_idx, their texts by messages_source, clicks by
--          clicks_shop_id_message_id_idx, replies by inbound_texts_answers: it costs what the flow has, not what the shop has.
SELECT m.occurrence AS "stepId", m.state, m.reason, count(*) AS count,
       count(*) FILTER (WHERE EXISTS (
         SELECT FROM clicks k WHERE k.shop_id = m.shop_id AND k.message_id = m.id AND k.counted)) AS clicked,
       count(*) FILTER (WHERE EXISTS (
         SELECT FROM inbound_texts i
         WHERE i.shop_id = m.shop_id AND i.answers_source_id = m.source_id AND i.answers_message_id = m.id
           AND coalesce(i.topic, 'other') NOT IN ('reaction', 'automatic') AND i.meaning NOT IN ('opt-out', 'opt-in'))) AS replied,
       coalesce(sum(m.price_micros) FILTER (WHERE m.state IN ('accepted', 'sent', 'delivered')), 0)::int8 AS "costMicros"
FROM enrollments e
JOIN messages m ON m.shop_id = e.shop_id AND m.source_id = e.id AND m.month >= $5::date
WHERE e.shop_id = $1 AND e.flow_id = $2 AND e.started_at >= $3 AND e.started_at < $4
GROUP BY m.occurrence, m.state, m.reason
