-- Purpose: walks that wait, each about a cart of its own: of every subscriber of a shop in turn, round after round.
-- Inputs:  $1 shop id, $2 how many walks, $3 how many of them have their checkout's row too, $4 when they began
-- Output:  nothing
-- Why not Prisma: a million rows.
WITH flow AS (
  SELECT f.id, f.live_version_id AS version_id FROM flows f WHERE f.shop_id = $1 AND f.preset = 'abandoned-cart'
), people AS (
  SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM subscribers WHERE shop_id = $1
), walks AS (
  SELECT n, 'seeded' || lpad(n::text, 26, '0') AS subject, p.id AS subscriber_id
  -- One side of the join alone on each side of the sign: else nothing but a nested loop can find them.
  FROM generate_series(0, $2::int - 1) AS n JOIN people p ON p.number = n % (SELECT count(*) FROM people)
), checkouts AS (
  INSERT INTO checkouts (shop_id, token, subscriber_id, recovery_url, currency, total_micros, lines, news_at, created_at)
  SELECT $1, subject, subscriber_id, 'https://harbor-candles.example/66117/checkouts/ac/' || subject || '/recover?key=0f1e2d3c', 'USD',
         46310000, '[{"title":"Cedar candle","quantity":2,"priceMicros":21000000,"imageUrl":null}]', $4, $4
  FROM walks WHERE n < $3
)
INSERT INTO enrollments (shop_id, id, flow_id, version_id, subscriber_id, subject, state, step_id, resume_at, started_at)
SELECT $1, uuidv7(), flow.id, flow.version_id, subscriber_id, subject, 'waiting', 'ordered', $4::timestamptz + interval '1 hour', $4
FROM walks, flow
