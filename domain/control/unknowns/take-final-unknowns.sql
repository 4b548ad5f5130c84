-- Purpose: takes texts whose outcome stays unknown, to decide about them.
-- Inputs:  $1 shop id or null, $2 ids or null, $3 most at a time, $4 those that are final since then at the latest
-- Output:  the texts, locked in id order as by everyone who writes outcomes; those that a late receipt resolves now are passed over
-- Why not Prisma: SKIP LOCKED.
SELECT m.shop_id AS "shopId", m.month::text, m.id, m.subscriber_id AS "subscriberId", m.purpose, m.due_at AS "chargedAt"
FROM final_unknowns f
JOIN messages m ON m.shop_id = f.shop_id AND m.month = f.month AND m.id = f.id
WHERE m.state = 'unknown' AND m.ask_at IS NULL AND ($1::uuid IS NULL OR f.shop_id = $1) AND ($2::uuid[] IS NULL OR f.id = ANY($2))
  AND f.since <= $4
ORDER BY m.id LIMIT $3
FOR UPDATE OF m SKIP LOCKED
