-- Purpose: what became of the texts of one A/B test, by variant.
-- Inputs:  $1 shop id, $2 flow id, $3 step id, $4 the test's key, $5 first month of messages
-- Output:  a row for each variant that someone got. "people", "clickers" and "winnerTexts" tell those who got
--          it by chance from those who got it because it had won. Orders are net of refunds. An opt-out counts
--          for a text within the 24 hours after it.
-- Why not Prisma: six tables, partitioned ones among them. People are found by enrollments_shop_id_flow_id_started_at_idx, their
--          texts by messages_source, clicks by clicks_shop_id_message_id_idx, opt-outs by the key of consent_events.
WITH texts AS (
  SELECT m.subscriber_id, m.month, m.id, m.state, split_part(m.variant, '.', 2) AS variant, split_part(m.variant, '.', 3) <> '' AS is_winner,
         m.state IN ('accepted', 'sent', 'delivered') AS is_sent,
         EXISTS (SELECT FROM clicks k WHERE k.shop_id = m.shop_id AND k.message_id = m.id AND k.counted) AS is_clicked,
         EXISTS (SELECT FROM consent_events c WHERE c.shop_id = m.shop_id AND c.subscriber_id = m.subscriber_id AND c.state = 'unsubscribed'
                   AND c.applied AND c.source NOT IN ('redaction', 'import')
                   AND c.occurred_at >= m.handed_at AND c.occurred_at < m.handed_at + interval '24 hours') AS is_unsubscribed
  FROM enrollments e
  JOIN messages m ON m.shop_id = e.shop_id AND m.source_id = e.id AND m.month >= $5::date
  WHERE e.shop_id = $1 AND e.flow_id = $2 AND m.occurrence = $3 AND split_part(m.variant, '.', 1) = $4
)
SELECT t.variant AS id, count(*) FILTER (WHERE t.is_sent)::int AS sent, count(*) FILTER (WHERE t.state = 'delivered')::int AS delivered,
       count(*) FILTER (WHERE t.state = 'failed')::int AS failed, count(*) FILTER (WHERE t.is_clicked)::int AS clicked,
       count(*) FILTER (WHERE t.is_unsubscribed)::int AS unsubscribed,
       count(*) FILTER (WHERE t.is_sent AND t.is_winner)::int AS "winnerTexts",
       count(DISTINCT t.subscriber_id) FILTER (WHERE t.is_sent AND NOT t.is_winner)::int AS people,
       count(DISTINCT t.subscriber_id) FILTER (WHERE t.is_clicked AND NOT t.is_winner)::int AS clickers,
       coalesce(sum(a.orders), 0)::int AS orders, coalesce(sum(a.micros), 0)::int8 AS "revenueMicros"
FROM texts t
LEFT JOIN (
  SELECT message_month, message_id, count(*) AS orders, sum(total_micros - refunded_micros) AS micros
  FROM attributions WHERE shop_id = $1 AND source_kind = 'flow' AND source_id = $2
  GROUP BY message_month, message_id
) a ON a.message_month = t.month AND a.message_id = t.id
GROUP BY t.variant
