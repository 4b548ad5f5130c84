-- Purpose: a STOP counts from the moment its text is accepted: suppresses the number.
-- Inputs:  $1 shop ids, $2 phone hashes, $3 now
-- Output:  none. Whatever date an earlier START has, the text just arrived and stops the number; when it is read, the ledger
--          decides between the two. What a provider blocks stays so named.
-- Why not Prisma: one statement in the transaction that accepts the text.
INSERT INTO suppressions AS p (shop_id, phone_hash, reason, at)
SELECT t.shop_id, t.phone_hash, 'opted-out', $3::timestamptz FROM unnest($1::uuid[], $2::text[]) AS t(shop_id, phone_hash)
ON CONFLICT (shop_id, phone_hash) DO UPDATE
  SET reason = CASE WHEN p.lifted_at IS NULL AND p.reason = 'opted-out-at-provider' THEN p.reason ELSE excluded.reason END,
      at = greatest(p.at, excluded.at), lifted_at = NULL
