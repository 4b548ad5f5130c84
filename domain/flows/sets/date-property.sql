-- Purpose: people for whom a day that a property names has come, at an hour of their own clocks; one page of those with
--          this month and day.
-- Inputs:  $1 shop id, $2 property, $3 month and day, $4 the last person of the page before, $5 people of a
--          page, $6 the day on which they enter, $7 the hour, $8 the shop's zone, $9 whether only subscribed
--          people enter, $10 came due after, $11 and not after, $12 flow id, $13 days within which no one
--          enters the flow again, $14 null, or the days between a date that comes once and $6
-- Output:  every person of the page in the order of the ids; `at` is null for those who don't enter
-- Why not Prisma: thousands at once. Served by subscriber_properties_month_day and
--          enrollments_shop_id_subscriber_id_idx. OFFSET 0 has each person looked up by their key: the planner
--          knows nothing of shops and flows, and may read a whole one for each page.
WITH page AS MATERIALIZED (
  SELECT p.subscriber_id, p.day FROM subscriber_properties p
  WHERE p.shop_id = $1 AND p.name = $2 AND p.month_day = $3 AND p.subscriber_id > $4::uuid
  ORDER BY p.subscriber_id
  LIMIT $5
), due AS (
  SELECT page.subscriber_id, ($6::date + make_interval(hours => $7::int)) AT TIME ZONE coalesce(s.time_zone, $8) AS at
  FROM page CROSS JOIN LATERAL (
    SELECT own.time_zone, own.marketing, own.redacted_at FROM subscribers own WHERE own.shop_id = $1 AND own.id = page.subscriber_id OFFSET 0
  ) s
  WHERE s.redacted_at IS NULL AND (NOT $9::boolean OR s.marketing = 'subscribed')
    AND ($14::int IS NULL OR page.day + $14::int = $6::date)
)
SELECT page.subscriber_id AS "subscriberId", page.day::text AS day, due.at
FROM page LEFT JOIN due ON due.subscriber_id = page.subscriber_id AND due.at > $10 AND due.at <= $11
  AND NOT EXISTS (SELECT FROM (SELECT own.flow_id, own.started_at FROM enrollments own
                               WHERE own.shop_id = $1 AND own.subscriber_id = due.subscriber_id OFFSET 0) e
                  WHERE e.flow_id = $12 AND e.started_at > due.at - make_interval(days => $13::int))
ORDER BY page.subscriber_id
