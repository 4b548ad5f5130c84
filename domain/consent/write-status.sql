-- Purpose: writes what the ledger now says into the subscribers and the suppressions, and withdraws claimed texts of
--          those who may get fewer than before.
-- Inputs:  $1 shop ids, $2 subscriber ids, $3 phone hashes, $4 marketing, $5 marketing since, $6 reasons of a standing stop
--          (null: none), $7 since when it stands, $8 when the last one was lifted (null: never), $9 withdraw?, $10 now
-- Output:  none. Suppressions in the order of their key, so that batches do not deadlock.
-- Why not Prisma: three tables in one statement, for hundreds of people.
WITH told AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::timestamptz[],
                       $8::timestamptz[], $9::boolean[])
    AS t(shop_id, id, phone_hash, marketing, marketing_at, stop_reason, stop_at, lifted_at, withdraw)
), standing AS (
  UPDATE subscribers s SET marketing = t.marketing, marketing_at = t.marketing_at, updated_at = $10::timestamptz
  FROM told t
  WHERE s.shop_id = t.shop_id AND s.id = t.id
    AND (s.marketing, s.marketing_at) IS DISTINCT FROM (t.marketing, t.marketing_at)
), stopped AS (
  -- A STOP that was accepted but is not in the ledger yet may already stand here: the later time is kept.
  INSERT INTO suppressions AS p (shop_id, phone_hash, reason, at)
  SELECT shop_id, phone_hash, stop_reason, stop_at FROM told WHERE stop_reason IS NOT NULL ORDER BY shop_id, phone_hash
  ON CONFLICT (shop_id, phone_hash) DO UPDATE
    SET reason = excluded.reason, at = greatest(p.at, excluded.at), lifted_at = NULL
), lifted AS (
  UPDATE suppressions p SET lifted_at = t.lifted_at
  FROM told t
  WHERE t.stop_reason IS NULL AND p.shop_id = t.shop_id AND p.phone_hash = t.phone_hash
    AND p.reason IN ('opted-out', 'opted-out-at-provider') AND p.lifted_at IS NULL AND p.at <= t.lifted_at
)
INSERT INTO withdrawals (shop_id, kind, target)
SELECT shop_id, 'subscriber', id FROM told WHERE withdraw
