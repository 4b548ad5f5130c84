-- Purpose: suppresses numbers, and marks the subscribers of those that cannot receive texts.
-- Inputs:  $1 shop ids, $2 phone hashes (no pair twice), $3 reasons, $4 now
-- Output:  none. In the order of the key, so that batches do not deadlock. An opt-out that stands outranks "invalid".
-- Why not Prisma: two tables in one statement.
WITH told AS (
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t(shop_id, phone_hash, reason)
), marked AS (
  UPDATE subscribers s
  SET invalid_at = coalesce(s.invalid_at, $4::timestamptz), invalid_reason = coalesce(s.invalid_reason, t.reason),
      updated_at = $4::timestamptz
  FROM told t
  WHERE t.reason = 'invalid-number' AND s.shop_id = t.shop_id AND s.phone_hash = t.phone_hash
)
INSERT INTO suppressions AS p (shop_id, phone_hash, reason, at)
SELECT shop_id, phone_hash, reason, $4::timestamptz FROM told ORDER BY shop_id, phone_hash
ON CONFLICT (shop_id, phone_hash) DO UPDATE
  SET reason = excluded.reason, at = excluded.at, lifted_at = NULL
  WHERE p.lifted_at IS NOT NULL OR (p.reason IN ('invalid-number', 'reply-unsure') AND excluded.reason = 'opted-out-at-provider')
