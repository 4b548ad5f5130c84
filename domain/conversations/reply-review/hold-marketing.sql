-- Purpose: keeps marketing from numbers whose owners wrote what may be an opt-out.
-- Inputs:  $1 shop ids, $2 phone hashes, $3 since when
-- Output:  none. In the order of the key, so that batches do not deadlock. An opt-out that stands stays what it is, and one that
--          was lifted is held again, whatever date its START has; a number that cannot receive texts is marked on its subscriber.
-- Why not Prisma: a batch in one statement, in the transaction that accepts or reads the text.
INSERT INTO suppressions AS p (shop_id, phone_hash, reason, at)
SELECT DISTINCT t.shop_id, t.phone_hash, 'reply-unsure', $3::timestamptz
FROM unnest($1::uuid[], $2::text[]) AS t(shop_id, phone_hash) ORDER BY 1, 2
ON CONFLICT (shop_id, phone_hash) DO UPDATE SET reason = excluded.reason, at = excluded.at, lifted_at = NULL
  WHERE p.lifted_at IS NOT NULL OR p.reason = 'invalid-number'
