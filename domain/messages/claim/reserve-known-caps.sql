-- Purpose: what reserve-caps.sql does, for rows whose place is known from when they were read: no look into the index. A text
--          of long ago is forgotten only when there is one, which most often there is not.
-- Inputs:  $1 shop id, $2 subscriber ids, $3 now (business time), $4 where their rows lie
-- Output:  the people who were counted. Someone whose row was moved meanwhile, by the release of another text, is missing.
-- Why not Prisma: see there. With "=" in place of IS NOT DISTINCT FROM, which no index serves, PostgreSQL reads all rows of a shop with
--          fewer than some 50,000 people to find the 250 places in them.
UPDATE recipient_caps c
SET marketing_at = CASE WHEN c.marketing_at[1] > $3::timestamptz - interval '31 days' THEN c.marketing_at || $3::timestamptz
  ELSE (SELECT array_agg(at ORDER BY at) FROM unnest(c.marketing_at || $3::timestamptz) AS at WHERE at > $3::timestamptz - interval '31 days') END
FROM (SELECT * FROM unnest($2::uuid[], $4::tid[]) AS t(id, place) ORDER BY id) AS t
WHERE c.ctid = t.place AND c.shop_id IS NOT DISTINCT FROM $1 AND c.subscriber_id IS NOT DISTINCT FROM t.id
RETURNING c.subscriber_id AS id
