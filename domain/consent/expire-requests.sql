-- Purpose: takes questions for double opt-in whose time is up.
-- Inputs:  $1 now, $2 limit
-- Output:  one row each, closed
-- Why not Prisma: SKIP LOCKED. Served by the partial index opt_in_requests_due.
UPDATE opt_in_requests r SET state = 'expired', settled_at = $1::timestamptz
FROM (SELECT shop_id, id FROM opt_in_requests WHERE state = 'open' AND expires_at < $1::timestamptz
      ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
WHERE r.shop_id = due.shop_id AND r.id = due.id
RETURNING r.shop_id AS "shopId", r.subscriber_id AS "subscriberId", r.source, r.expires_at AS "expiresAt"
