-- Purpose: gives people properties.
-- Inputs:  $1 shop ids, $2 subscriber ids, $3 names, $4 values as JSON, $5 numbers, $6 dates, $7 month and day of those dates,
--          $8 now (business time)
-- Output:  nothing. People who were erased, or whom the shop does not have, get none.
-- Why not Prisma: thousands at once. People are locked in the order of their ids, so that an erasure waits for us or is seen,
--          and two batches cannot deadlock.
WITH t AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::float8[], $6::date[], $7::int2[])
    AS t(shop_id, subscriber_id, name, value, number, day, month_day)
), people AS MATERIALIZED (
  SELECT s.shop_id, s.id FROM subscribers s
  WHERE (s.shop_id, s.id) IN (SELECT t.shop_id, t.subscriber_id FROM t) AND s.redacted_at IS NULL
  ORDER BY s.shop_id, s.id
  FOR NO KEY UPDATE
)
INSERT INTO subscriber_properties AS p (shop_id, name, subscriber_id, value, number, day, month_day, updated_at)
SELECT t.shop_id, t.name, t.subscriber_id, t.value::jsonb, t.number, t.day, t.month_day, $8::timestamptz
FROM t JOIN people ON people.shop_id = t.shop_id AND people.id = t.subscriber_id
ORDER BY t.shop_id, t.name, t.subscriber_id
ON CONFLICT (shop_id, name, subscriber_id) DO UPDATE
SET value = excluded.value, number = excluded.number, day = excluded.day, month_day = excluded.month_day, updated_at = excluded.updated_at
WHERE p.value <> excluded.value
