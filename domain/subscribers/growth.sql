-- Purpose: how the number of people who may be texted moved, day by day, for a sparkline.
-- Inputs:  $1 shop id, $2 IANA zone of the shop, $3 from, $4 to
-- Output:  one row a day, oldest first; days on which nothing happened too
-- Why not Prisma: a calendar of days joined to sums.
WITH days AS (
  SELECT generate_series(($3::timestamptz AT TIME ZONE $2)::date, ($4::timestamptz AT TIME ZONE $2)::date, interval '1 day')::date AS day
), moves AS (
  SELECT (marketing_at AT TIME ZONE $2)::date AS day, marketing, count(*) AS people
  FROM subscribers
  WHERE shop_id = $1 AND marketing IN ('subscribed', 'unsubscribed')
    AND marketing_at >= $3::timestamptz AND marketing_at <= $4::timestamptz
  GROUP BY 1, 2
)
SELECT d.day, coalesce(max(m.people) FILTER (WHERE m.marketing = 'subscribed'), 0) AS subscribed,
       coalesce(max(m.people) FILTER (WHERE m.marketing = 'unsubscribed'), 0) AS unsubscribed
FROM days d LEFT JOIN moves m USING (day)
GROUP BY d.day ORDER BY d.day
