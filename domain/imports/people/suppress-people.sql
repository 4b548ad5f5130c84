-- Purpose: the numbers of which a file says that they must not be texted.
-- Inputs:  $1 shop id, $2 phone hashes (no one twice), $3 since when
-- Output:  none. In the order of the key, so that batches do not deadlock. One that was lifted since then stays lifted.
-- Why not Prisma: thousands at once.
INSERT INTO suppressions AS p (shop_id, phone_hash, reason, at)
SELECT $1::uuid, phone_hash, 'opted-out', at FROM unnest($2::text[], $3::timestamptz[]) AS t(phone_hash, at) ORDER BY phone_hash
ON CONFLICT (shop_id, phone_hash) DO UPDATE SET reason = excluded.reason, at = excluded.at, lifted_at = NULL
  WHERE (p.lifted_at IS NULL AND p.reason IN ('invalid-number', 'reply-unsure')) OR p.lifted_at < excluded.at
