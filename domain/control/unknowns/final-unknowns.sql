-- Purpose: the texts whose outcome stays unknown, newest first.
-- Inputs:  $1 shop id or null, $2 and $3 the last one read (month, id) or nulls, $4 limit
-- Output:  a row for each, without the number and the words
-- Why not Prisma: finds them by final_unknowns, and then each by its key in a partition of messages. One that a late receipt has
--          resolved since is passed over.
SELECT m.id, m.month::text, m.shop_id AS "shopId", s.domain AS "shopDomain", m.class, m.purpose, m.provider, m.source_kind AS "sourceKind",
       m.expires_at AS "expiresAt", m.claimed_at AS "claimedAt", f.since
FROM final_unknowns f
JOIN messages m ON m.shop_id = f.shop_id AND m.month = f.month AND m.id = f.id
JOIN shops s ON s.id = m.shop_id
WHERE m.state = 'unknown' AND m.ask_at IS NULL AND ($1::uuid IS NULL OR f.shop_id = $1)
  AND ($2::date IS NULL OR (f.month, f.id) < ($2, $3::uuid))
ORDER BY f.month DESC, f.id DESC
LIMIT $4
