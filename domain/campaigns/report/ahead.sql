-- Purpose: what of the same number goes before a campaign's last text: people in other campaigns' chunks.
-- Inputs:  $1 shop id, $2 campaign id
-- Output:  people by the time they may be texted
-- Why not Prisma: an urgent campaign goes before all others, else of two chunks the one whose window closes first, of
--          equals the older.
WITH own AS (
  SELECT c.id, c.sender_id, c.is_urgent, k.closes_at, k.id AS chunk_id
  FROM campaigns c LEFT JOIN LATERAL (
    SELECT closes_at, id FROM campaign_chunks WHERE shop_id = $1 AND campaign_id = $2 AND state = 'ready'
    ORDER BY closes_at DESC, id DESC LIMIT 1) AS k ON true
  WHERE c.shop_id = $1 AND c.id = $2
)
SELECT k.due_at AS "dueAt", sum(cardinality(k.subscriber_ids) - k.cursor)::int8 AS count
FROM own
JOIN campaigns o ON o.shop_id = $1 AND o.sender_id = own.sender_id AND o.id <> own.id AND o.state IN ('preparing', 'sending')
JOIN campaign_chunks k ON k.shop_id = $1 AND k.campaign_id = o.id AND k.state = 'ready'
WHERE NOT own.is_urgent AND (o.is_urgent OR (k.closes_at, k.id) < (own.closes_at, own.chunk_id))
GROUP BY k.due_at
