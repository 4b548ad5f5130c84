-- Purpose: ends the holds of numbers about which no reply is open any more.
-- Inputs:  $1 shop ids, $2 phone hashes, $3 now
-- Output:  none
-- Why not Prisma: it looks at two tables.
UPDATE suppressions p SET lifted_at = greatest(p.at, $3::timestamptz)
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS t(shop_id, phone_hash)) AS t
WHERE p.shop_id = t.shop_id AND p.phone_hash = t.phone_hash AND p.reason = 'reply-unsure' AND p.lifted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM unsure_replies u JOIN subscribers s ON s.shop_id = u.shop_id AND s.id = u.subscriber_id
                  WHERE u.shop_id = t.shop_id AND u.state = 'open' AND s.phone_hash = t.phone_hash)
