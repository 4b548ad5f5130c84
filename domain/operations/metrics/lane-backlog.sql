-- Purpose: how many texts of each class are due, and for how long the first of them has been, for the metrics.
-- Inputs:  $1 now (business time), $2 classes, $3 most to count of each lane, $4 most chunks to count of each campaign
-- Output:  one row for each class
-- Why not Prisma: a loose index scan (wiki.postgresql.org/wiki/Loose_indexscan) over the partial index messages_lane, as in
--          domain/sweep/due-lanes.sql, and one range of campaign_chunks_next for each campaign that sends. A shop whose sending
--          is stopped has no lane here either, nor has a campaign whose day is used up.
WITH RECURSIVE lane AS (
  (SELECT shop_id, class, sender_id FROM messages WHERE is_waiting ORDER BY shop_id, class, sender_id LIMIT 1)
  UNION ALL
  SELECT next.* FROM lane, LATERAL (
    SELECT m.shop_id, m.class, m.sender_id FROM messages m
    WHERE m.is_waiting AND (m.shop_id, m.class, m.sender_id) > (lane.shop_id, lane.class, lane.sender_id)
    ORDER BY m.shop_id, m.class, m.sender_id LIMIT 1
  ) AS next
), due AS (
  SELECT lane.class, first.count, first.since
  FROM lane
  CROSS JOIN LATERAL (
    SELECT count(*), min(due_at) AS since FROM (
      SELECT due_at FROM messages m
      WHERE m.is_waiting AND m.shop_id = lane.shop_id AND m.class = lane.class AND m.sender_id = lane.sender_id AND m.due_at <= $1
      ORDER BY due_at LIMIT $3
    ) AS counted) AS first
  WHERE NOT EXISTS (SELECT 1 FROM shops s WHERE s.id = lane.shop_id AND s.sending_stopped_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM pauses p WHERE p.kind = 'class' AND p.name = lane.class
                    OR p.kind = 'marketing' AND lane.class IN ('flow', 'campaign'))
  UNION ALL
  SELECT 'campaign', first.people, first.since
  FROM campaigns c
  JOIN senders n ON n.shop_id = c.shop_id AND n.id = c.sender_id
  JOIN shops s ON s.id = c.shop_id
  CROSS JOIN LATERAL (
    SELECT sum(left_over) AS people, min(due_at) AS since FROM (
      SELECT due_at, cardinality(subscriber_ids) - cursor AS left_over FROM campaign_chunks
      WHERE shop_id = c.shop_id AND campaign_id = c.id AND state = 'ready' AND due_at <= $1
      LIMIT $4
    ) AS counted) AS first
  WHERE c.state IN ('preparing', 'sending') AND n.state = 'active' AND s.sending_stopped_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM pauses p WHERE p.kind = 'class' AND p.name = 'campaign' OR p.kind = 'marketing')
    AND NOT is_used_up(c.shop_id, c.sender_id, $1)
)
SELECT of.class, coalesce(sum(due.count), 0)::int8 AS waiting,
       coalesce(greatest(0, extract(epoch FROM $1::timestamptz - min(due.since))), 0)::float8 AS seconds
FROM unnest($2::text[]) AS of(class)
LEFT JOIN due ON due.class = of.class
GROUP BY of.class
