-- Purpose: brings checkouts up to date with news about them; older news changes nothing but the fact of completion.
-- Inputs:  $1 shop ids, $2 tokens, $3 subscriber ids, $4 recovery urls, $5 currencies, $6 totals, $7 lines (jsonb),
--          $8 news at (null: only completion is told), $9 completed at, $10 the tokens of their carts or null
-- Output:  every one of the checkouts as it is now, and whether this was its first own news; locked until the commit
-- Why not Prisma: hundreds of rows in one statement, locked in key order, so that two batches cannot deadlock.
WITH news AS (
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::int8[], $7::jsonb[], $8::timestamptz[],
                       $9::timestamptz[], $10::text[])
    AS t(shop_id, token, subscriber_id, recovery_url, currency, total_micros, lines, news_at, completed_at, cart_token)
), known AS (
  SELECT c.shop_id, c.token, c.news_at FROM checkouts c JOIN news n ON n.shop_id = c.shop_id AND n.token = c.token
  ORDER BY c.shop_id, c.token
  FOR UPDATE OF c
), told AS (
  SELECT n.*, n.news_at IS NOT NULL AND (k.news_at IS NULL OR n.news_at > k.news_at) AS is_newer,
         n.news_at IS NOT NULL AND k.news_at IS NULL AS is_first
  FROM news n JOIN known k ON k.shop_id = n.shop_id AND k.token = n.token
)
UPDATE checkouts c
SET subscriber_id = CASE WHEN t.is_newer THEN coalesce(t.subscriber_id, c.subscriber_id)
                         ELSE coalesce(c.subscriber_id, t.subscriber_id) END, -- later news may name no phone
    recovery_url = CASE WHEN t.is_newer THEN t.recovery_url ELSE c.recovery_url END,
    currency = CASE WHEN t.is_newer THEN t.currency ELSE c.currency END,
    total_micros = CASE WHEN t.is_newer THEN t.total_micros ELSE c.total_micros END,
    lines = CASE WHEN t.is_newer THEN t.lines ELSE c.lines END,
    news_at = CASE WHEN t.is_newer THEN t.news_at ELSE c.news_at END,
    completed_at = least(c.completed_at, t.completed_at),
    cart_token = coalesce(c.cart_token, t.cart_token)
FROM told t
WHERE c.shop_id = t.shop_id AND c.token = t.token
RETURNING c.shop_id AS "shopId", c.token, c.subscriber_id AS "subscriberId", c.news_at AS "eventAt",
          c.completed_at AS "completedAt", t.is_first AS "isFirst"
