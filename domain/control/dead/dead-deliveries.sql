-- Purpose: the failed deliveries of the installation, newest first.
-- Inputs:  $1 kind or null, $2 shop id or null, $3 reason or null, $4 and $5 the last one read (received at, id) or nulls, $6 limit
-- Output:  a row for each, without what was delivered
-- Why not Prisma: finds them by dead_deliveries, and then each by its key in a partition of intake.
SELECT i.id, i.shop_id AS "shopId", i.shop_domain AS "shopDomain", i.received_at AS "receivedAt", i.kind, i.source, i.topic, i.reason,
       i.attempts, i.handled_at AS "failedAt"
FROM dead_deliveries d
JOIN intake i ON i.shop_id = d.shop_id AND i.received_at = d.received_at AND i.id = d.id
WHERE i.state = 'failed' AND ($1::text IS NULL OR d.kind = $1) AND ($2::uuid IS NULL OR d.shop_id = $2) AND ($3::text IS NULL OR i.reason = $3)
  AND ($4::timestamptz IS NULL OR (d.received_at, d.id) < ($4, $5::uuid))
ORDER BY d.received_at DESC, d.id DESC
LIMIT $6
