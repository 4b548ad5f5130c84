-- Purpose: leases the changes to push next to a store: if the worker dies, another takes them after the lease.
-- Inputs:  $1 shop id, $2 now, $3 until when they are ours, $4 limit
-- Output:  one row a person, in no order
-- Why not Prisma: SKIP LOCKED. Served by the partial index store_consents_due.
UPDATE store_consents c SET due_at = $3::timestamptz, attempts = c.attempts + 1
FROM (SELECT shop_id, subscriber_id FROM store_consents WHERE shop_id = $1 AND due_at <= $2::timestamptz
      ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED) due
JOIN subscribers s ON s.shop_id = due.shop_id AND s.id = due.subscriber_id
WHERE c.shop_id = due.shop_id AND c.subscriber_id = due.subscriber_id
RETURNING c.subscriber_id AS "subscriberId", c.state, c.opt_in_level AS "optInLevel", c.decided_at AS "decidedAt",
          c.attempts, s.phone, s.customer_id AS "customerId"
