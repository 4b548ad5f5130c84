-- Purpose: refuses failed deliveries for good. They keep their bytes, as every refused one does, until their month is dropped.
-- Inputs:  $1 kind or null, $2 shop id or null, $3 reason or null, $4 ids or null, $5 most at a time, $6 now (business time)
-- Output:  a row for each
-- Why not Prisma: a page in one statement. Those that another operator takes at this moment are passed over.
WITH page AS (
  SELECT i.shop_id, i.received_at, i.id
  FROM dead_deliveries d
  JOIN intake i ON i.shop_id = d.shop_id AND i.received_at = d.received_at AND i.id = d.id
  WHERE i.state = 'failed' AND ($1::text IS NULL OR d.kind = $1) AND ($2::uuid IS NULL OR d.shop_id = $2)
    AND ($3::text IS NULL OR i.reason = $3) AND ($4::uuid[] IS NULL OR d.id = ANY($4))
  ORDER BY d.received_at, d.id LIMIT $5
  FOR UPDATE OF i SKIP LOCKED
)
UPDATE intake i SET state = 'refused', reason = 'Discarded by an operator: ' || coalesce(i.reason, ''), handled_at = $6::timestamptz
FROM page p WHERE i.shop_id = p.shop_id AND i.received_at = p.received_at AND i.id = p.id
RETURNING i.id
