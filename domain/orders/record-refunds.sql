-- Purpose: records refunds, each once; one whose payment goes through later is told again with the larger amount.
-- Inputs:  $1 shop ids, $2 refund ids, $3 order ids, $4 amounts, $5 refunded at
-- Output:  the refunds that are new or larger than we knew
-- Why not Prisma: hundreds of rows in one statement, in key order, so that two batches cannot deadlock.
INSERT INTO refunds AS r (shop_id, id, order_id, amount_micros, refunded_at)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int8[], $5::timestamptz[]) AS t(shop_id, id, order_id, amount, at)
ORDER BY t.shop_id, t.id
ON CONFLICT (shop_id, id) DO UPDATE SET amount_micros = excluded.amount_micros
WHERE excluded.amount_micros > r.amount_micros
RETURNING r.shop_id AS "shopId", r.id, r.order_id AS "orderId"
