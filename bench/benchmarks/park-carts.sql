-- Purpose: everyone of a shop has left a cart, and the wait before its reminder is over now.
-- Inputs:  $1 shop id, $2 flow id, $3 version id, $4 step that comes next, $5 what tells these carts from others, $6 now
--          (business time)
-- Output:  nothing
-- Why not Prisma: a hundred thousand of each in one statement. What intake would have written, without its work, which
--          other benchmarks measure.
WITH cart AS (
  INSERT INTO checkouts (shop_id, token, subscriber_id, recovery_url, currency, total_micros, lines, news_at, created_at)
  SELECT shop_id, $5 || id, id, 'https://harbor-candles.example/66117/checkouts/ac/' || id || '/recover', 'USD', 46310000,
         '[{"title": "Cedar candle", "quantity": 2, "priceMicros": 21000000, "imageUrl": null}]', $6, $6
  FROM subscribers WHERE shop_id = $1
  RETURNING shop_id, token, subscriber_id
)
INSERT INTO enrollments (shop_id, id, flow_id, version_id, subscriber_id, subject, state, step_id, resume_at, started_at)
SELECT shop_id, uuidv7(), $2, $3, subscriber_id, token, 'waiting', $4, $6, $6 FROM cart
