-- Purpose: what became of the texts of one A/B test, by variant.
-- Inputs:  $1 shop id, $2 flow id, $3 step id, $4 the test's key, $5 first month of messages
-- Output:  a row for each variant that someone got. "people", "clickers" and "winnerTexts" tell those who got
--          it by chance from those who got it because it had won. Orders are net of refunds. An opt-out counts
--          for a text within the 24 hours after it.
-- Why not Prisma: six tables, partitioned ones among them. People are found by enrollments_shop_id_flow_id_started_at_idx, their
--          texts by messages_source, clicks by clicks_shop_id_message_id_idx, opt-outs by the key of consent_events, orders by
--          attributions_shop_id_source_kind_source_id_idx. Orders are summed by themselves: joined to each text, they were
--          summed again for each. OFFSET 0 keeps the order of look-ups, as in report-orders.sql.
WITH texts AS MATERIALIZED (
  SELECT m.subscriber_id, m.state, split_part(m.variant, '.', 2) AS variant, split_part(m.variant, '.', 3) <> '' AS is_winner,
         m.state IN ('accepted', 'sent', 'delivered') AS is_sent,
         EXISTS (SELECT FROM clicks k WHERE k.shop_id = m.shop_id AND k.message_id = m.id AND k.counted) AS is_clicked,
         EXISTS (SELECT FROM (SELECT * FROM consent_events o WHERE o.shop_id = m.shop_id AND o.subscriber_id = m.subscriber_id OFFSET 0) c
                 WHERE c.state = 'unsubscribed' AND c.applied AND c.source NOT IN ('redaction', 'import')
                   AND c.occurred_at >= m.handed_at AND c.occurred_at < m.handed_at + interval '24 hours') AS is_unsubscribed
  FROM enrollments e
  JOIN messages m ON m.shop_id = e.shop_id AND m.source_id = e.id AND m.month >= $5::date
  WHERE e.shop_id = $1 AND e.flow_id = $2 AND m.occurrence = $3 AND split_part(m.variant, '.', 1) = $4
), orders AS (
  SELECT split_part(m.variant, '.', 2) AS variant, count(*) AS orders, sum(a.total_micros - a.refunded_micros) AS micros
  FROM attributions a
  CROSS JOIN LATERAL (
    SELECT t.variant, t.source_id FROM messages t
    WHERE t.shop_id = a.shop_id AND t.month = a.message_month AND t.id = a.message_id AND t.occurrence = $3
      AND split_part(t.variant, '.', 1) = $4 OFFSET 0
  ) m
  WHERE a.shop_id = $1 AND a.source_kind = 'flow' AND a.source_id = $2 AND a.message_month >= $5::date
    AND EXISTS (SELECT FROM enrollments e WHERE e.shop_id = a.shop_id AND e.id = m.source_id AND e.flow_id = $2 OFFSET 0)
  GROUP BY 1
)
SELECT t.*, coalesce(o.orders, 0)::int AS orders, coalesce(o.micros, 0)::int8 AS "revenueMicros"
FROM (
  SELECT t.variant AS id, count(*) FILTER (WHERE t.is_sent)::int AS sent, count(*) FILTER (WHERE t.state = 'delivered')::int AS delivered,
         count(*) FILTER (WHERE t.state = 'failed')::int AS failed, count(*) FILTER (WHERE t.is_clicked)::int AS clicked,
         count(*) FILTER (WHERE t.is_unsubscribed)::int AS unsubscribed,
         count(*) FILTER (WHERE t.is_sent AND t.is_winner)::int AS "winnerTexts",
         count(DISTINCT t.subscriber_id) FILTER (WHERE t.is_sent AND NOT t.is_winner)::int AS people,
         count(DISTINCT t.subscriber_id) FILTER (WHERE t.is_clicked AND NOT t.is_winner)::int AS clickers
  FROM texts t
  GROUP BY t.variant
) t
LEFT JOIN orders o ON o.variant = t.id
