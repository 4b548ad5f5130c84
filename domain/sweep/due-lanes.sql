-- Purpose: the lanes that have a text due, for the sweep that makes up for lost jobs.
-- Inputs:  $1 now (business time)
-- Output:  one row for each lane with a due text; one index probe for each lane, however many texts wait in it
-- Why not Prisma: a loose index scan (wiki.postgresql.org/wiki/Loose_indexscan) over the partial index messages_lane.
WITH RECURSIVE lane AS (
  (SELECT shop_id, class, sender_id FROM messages WHERE is_waiting ORDER BY shop_id, class, sender_id LIMIT 1)
  UNION ALL
  SELECT next.* FROM lane, LATERAL (
    SELECT m.shop_id, m.class, m.sender_id FROM messages m
    WHERE m.is_waiting AND (m.shop_id, m.class, m.sender_id) > (lane.shop_id, lane.class, lane.sender_id)
    ORDER BY m.shop_id, m.class, m.sender_id LIMIT 1
  ) AS next
)
SELECT shop_id AS "shopId", class, sender_id AS "senderId" FROM lane
-- The kill switch and a pause let only replies pass, and of them only the answers to a STOP (claim-waiting.sql).
WHERE (class = 'reply' OR NOT EXISTS (SELECT 1 FROM shops s WHERE s.id = lane.shop_id AND s.sending_stopped_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM pauses p WHERE p.kind = 'class' AND p.name = lane.class
                    OR p.kind = 'marketing' AND lane.class IN ('flow', 'campaign')))
  AND EXISTS (
  SELECT 1 FROM messages m
  WHERE m.is_waiting AND m.shop_id = lane.shop_id AND m.class = lane.class AND m.sender_id = lane.sender_id AND m.due_at <= $1)
