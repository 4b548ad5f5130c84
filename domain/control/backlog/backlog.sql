-- Purpose: what may leave now and has not, by shop and class.
-- Inputs:  $1 now (business time), $2 most texts to count of one lane
-- Output:  a row for each shop and class with something due: how many texts at least, whether there are more, and since when the
--          oldest is due; isStopped: by the kill switch. Of campaigns, the people in chunks too.
-- Why not Prisma: a loose index scan over the partial index messages_lane (see domain/sweep/due-lanes.sql), and the chunks of the few
--          campaigns that dispatch.
WITH RECURSIVE lane AS (
  (SELECT shop_id, class, sender_id FROM messages WHERE is_waiting ORDER BY shop_id, class, sender_id LIMIT 1)
  UNION ALL
  SELECT next.* FROM lane, LATERAL (
    SELECT m.shop_id, m.class, m.sender_id FROM messages m
    WHERE m.is_waiting AND (m.shop_id, m.class, m.sender_id) > (lane.shop_id, lane.class, lane.sender_id)
    ORDER BY m.shop_id, m.class, m.sender_id LIMIT 1
  ) AS next
), texts AS (
  SELECT lane.shop_id, lane.class, due.count, due.count > $2 AS is_more, due.since
  FROM lane, LATERAL (
    SELECT count(*), min(due_at) AS since FROM (
      SELECT m.due_at FROM messages m
      WHERE m.is_waiting AND m.shop_id = lane.shop_id AND m.class = lane.class AND m.sender_id = lane.sender_id AND m.due_at <= $1
      ORDER BY m.due_at LIMIT $2::int + 1) AS counted
  ) AS due
  WHERE due.count > 0
  UNION ALL
  SELECT c.shop_id, 'campaign', sum(cardinality(k.subscriber_ids) - k.cursor), false, min(k.due_at)
  FROM campaigns c
  JOIN campaign_chunks k ON k.shop_id = c.shop_id AND k.campaign_id = c.id
  WHERE c.state IN ('preparing', 'sending') AND k.state = 'ready' AND k.due_at <= $1
  GROUP BY c.shop_id
)
SELECT t.shop_id AS "shopId", t.class, sum(t.count)::int8 AS texts, bool_or(t.is_more) AS "isMore", min(t.since) AS since,
       bool_or(s.sending_stopped_at IS NOT NULL) AS "isStopped"
FROM texts t
JOIN shops s ON s.id = t.shop_id
GROUP BY t.shop_id, t.class
