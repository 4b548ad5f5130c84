-- Purpose: makes transactions that tell of the same order take turns: a refund may come before the order it belongs to,
--          and with no row to lock, each of the two would miss the other.
-- Inputs:  $1 shop ids, $2 order ids
-- Output:  nothing; the locks end with the transaction
-- Why not Prisma: advisory locks, taken in one order so that two batches cannot deadlock.
SELECT count(pg_advisory_xact_lock(k.key)) FROM (
  SELECT DISTINCT hashtextextended(t.shop_id || '/' || t.order_id, 0) AS key
  FROM unnest($1::text[], $2::text[]) AS t(shop_id, order_id)
  ORDER BY key
) AS k
