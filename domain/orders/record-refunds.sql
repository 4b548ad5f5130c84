-- Purpose: records refunds, each once; one whose payment goes through later is told again with the larger amount.
-- Inputs:  $1 shop ids, $2 refund ids, $3 order ids, $4 amounts, $5 refunded at, $6 currencies or null
-- Output:  the refunds that are new or larger than we knew
-- Why not Prisma: hundreds of rows in one statement, in key order, so that two batches cannot deadlock.
INSERT INTO refunds AS r (shop_id, id, order_id, amount_micros, refunded_at, currency)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int8[], $5::timestamptz[], $6::text[])
  AS t(shop_id, id, order_id, amount, at, currency)
ORDER BY t.shop_id, t.id
ON CONFLICT (shop_id, id) DO UPDATE
SET amount_micros = greatest(r.amount_micros, excluded.amount_micros), currency = coalesce(excluded.currency, r.currency)
WHERE excluded.amount_micros > r.amount_micros OR (r.currency IS NULL AND excluded.currency IS NOT NULL)
RETURNING r.shop_id AS "shopId", r.id, r.order_id AS "orderId"
