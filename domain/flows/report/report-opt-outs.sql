-- Purpose: a flow's report: after how many texts of those who entered in a range the person opted out, by step.
-- Inputs:  $1 shop id, $2 flow id, $3 from, $4 to
-- Output:  one row for each step, with their enrollments
-- Why not Prisma: the last text before each opt-out, if it is less than a day old. Opt-outs are found by
--          consent_events_opt_outs, the text by messages_once, the person by primary key: opt-outs are few, however many texts
--          there are. OFFSET 0 keeps that order, as in report-orders.sql.
SELECT t.occurrence AS "stepId", array_agg(DISTINCT e.id) AS "enrollmentIds"
FROM consent_events c
CROSS JOIN LATERAL (
  SELECT m.id, m.source_kind, m.source_id, m.occurrence FROM messages m
  WHERE m.shop_id = c.shop_id AND m.subscriber_id = c.subscriber_id AND m.source_kind IN ('campaign', 'flow')
    AND m.handed_at <= c.occurred_at AND m.handed_at > c.occurred_at - interval '24 hours'
    AND m.month >= (c.occurred_at - interval '32 days')::date
  ORDER BY m.handed_at DESC LIMIT 1
) t
CROSS JOIN LATERAL (
  SELECT p.id, p.flow_id, p.started_at FROM enrollments p WHERE p.shop_id = c.shop_id AND p.id = t.source_id OFFSET 0
) e
WHERE c.shop_id = $1 AND c.state = 'unsubscribed' AND c.applied AND c.occurred_at >= $3 AND t.source_kind = 'flow'
  AND e.flow_id = $2 AND e.started_at >= $3 AND e.started_at < $4
GROUP BY t.occurrence
