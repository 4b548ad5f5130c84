-- Purpose: a row for each checkout that has none yet; one that only an order has told of becomes a tombstone.
-- Inputs:  $1 shop ids, $2 tokens, $3 subscriber ids, $4 recovery urls, $5 currencies, $6 totals, $7 lines (jsonb),
--          $8 news at (null: a tombstone), $9 completed at, $10 the tokens of their carts or null, $11 now (business time)
-- Output:  the checkouts that were new
-- Why not Prisma: hundreds of rows in one statement, in key order, so that two batches cannot deadlock.
INSERT INTO checkouts (shop_id, token, subscriber_id, recovery_url, currency, total_micros, lines, news_at, completed_at, cart_token, created_at)
SELECT t.shop_id, t.token, t.subscriber_id, t.recovery_url, t.currency, t.total_micros, t.lines, t.news_at, t.completed_at, t.cart_token, $11
FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::int8[], $7::jsonb[], $8::timestamptz[], $9::timestamptz[], $10::text[])
  AS t(shop_id, token, subscriber_id, recovery_url, currency, total_micros, lines, news_at, completed_at, cart_token)
ORDER BY t.shop_id, t.token
ON CONFLICT (shop_id, token) DO NOTHING
RETURNING shop_id AS "shopId", token
