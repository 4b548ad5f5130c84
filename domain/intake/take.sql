-- Purpose: takes the next deliveries of one kind, oldest first; another worker's are passed over.
-- Inputs:  $1 kind, $2 now (business time), $3 limit, $4 ids to take (a part of a batch that failed), or null for any
-- Output:  the deliveries, locked until they are handled
-- Why not Prisma: SKIP LOCKED. Served by the partial index intake_pending.
SELECT i.shop_id AS "shopId", i.received_at AS "receivedAt", i.id, i.source, i.topic, i.shop_domain AS "shopDomain",
       i.triggered_at AS "triggeredAt", i.url, i.body, i.attempts, i.traceparent
FROM intake i
WHERE i.kind = $1 AND i.state = 'pending' AND i.due_at <= $2 AND ($4::uuid[] IS NULL OR i.id = ANY($4::uuid[]))
ORDER BY i.due_at, i.id
LIMIT $3
FOR UPDATE SKIP LOCKED
