-- Purpose: what else restrains texts to people: suppressions of their numbers, and the times that count against caps. A
--          statement of its own after people.sql, so that it sees what those who held the people before have committed.
-- Inputs:  $1 shop id, $2 subscriber ids, $3 the hashes of their numbers
-- Output:  a row for each suppressed number and one for each row of caps; "place" is where that lies, for reserve-known-caps.sql
-- Why not Prisma: two tables for 250 people in one round trip, each by its key.
SELECT NULL::uuid AS id, p.phone_hash AS "phoneHash", p.reason, NULL::timestamptz[] AS "marketingAt", NULL AS place
FROM suppressions p
WHERE p.shop_id = $1 AND p.phone_hash = ANY($3::text[]) AND p.lifted_at IS NULL
UNION ALL
SELECT c.subscriber_id, NULL, NULL, c.marketing_at, c.ctid::text
FROM recipient_caps c
WHERE c.shop_id = $1 AND c.subscriber_id = ANY($2::uuid[])
