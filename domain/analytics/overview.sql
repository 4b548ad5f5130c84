-- Purpose: what Home's key figures are made of, per day of the shop's calendar.
-- Inputs:  $1 shop id, $2 from, $3 to, $4 and $5 the range to compare with, $6 IANA zone of the shop, $7 first month of messages
-- Output:  metric, day ("YYYY-MM-DD"; null for the range before), amount. "before" are the subscribers at $2: those who had
--          joined by then, and those who were still there and have left since. "clicked" are the texts tapped on a day, "tapped"
--          those of the whole range: who taps again on another day is in the first twice. The source of a test text is its shop.
-- Why not Prisma: days of a zone, six figures in one round trip.
WITH taps AS (
  SELECT message_id, CASE WHEN clicked_at >= $2 THEN (clicked_at AT TIME ZONE $6)::date::text END AS day
  FROM clicks k
  WHERE shop_id = $1 AND counted AND (clicked_at >= $2 AND clicked_at <= $3 OR clicked_at >= $4 AND clicked_at < $5)
    AND NOT EXISTS (SELECT FROM messages t WHERE t.shop_id = $1 AND t.source_id = $1 AND t.month >= $7::date AND t.id = k.message_id)
)
SELECT 'revenue' AS metric, CASE WHEN ordered_at >= $2 THEN (ordered_at AT TIME ZONE $6)::date::text END AS day,
       sum(total_micros - refunded_micros)::int8 AS amount
FROM attributions
WHERE shop_id = $1 AND (ordered_at >= $2 AND ordered_at <= $3 OR ordered_at >= $4 AND ordered_at < $5)
GROUP BY 2
UNION ALL
SELECT 'delivered', CASE WHEN delivered_at >= $2 THEN (delivered_at AT TIME ZONE $6)::date::text END, count(*)
FROM messages
WHERE shop_id = $1 AND month >= $7::date AND state = 'delivered' AND source_kind <> 'test'
  AND (delivered_at >= $2 AND delivered_at <= $3 OR delivered_at >= $4 AND delivered_at < $5)
GROUP BY 2
UNION ALL
SELECT 'clicked', day, count(DISTINCT message_id) FROM taps GROUP BY 2
UNION ALL
SELECT 'tapped', NULL, count(DISTINCT message_id) FROM taps WHERE day IS NOT NULL
UNION ALL
SELECT CASE WHEN marketing_at < $2 THEN 'before' ELSE 'joined' END,
       CASE WHEN marketing_at >= $2 THEN (marketing_at AT TIME ZONE $6)::date::text END, count(*)
FROM subscribers WHERE shop_id = $1 AND marketing = 'subscribed'
GROUP BY 1, 2
UNION ALL
SELECT unnest(ARRAY['before', 'left']), unnest(ARRAY[NULL, (marketing_at AT TIME ZONE $6)::date::text]), count(*)
FROM subscribers WHERE shop_id = $1 AND marketing = 'unsubscribed' AND marketing_at >= $2
GROUP BY 1, 2
