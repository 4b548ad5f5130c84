-- Purpose: what the gates and the rendering need to know of the people of a slice. Run after recipients-lock.sql, as a
--          statement of its own, so that it sees what those who held the locks before have committed.
-- Inputs:  $1 shop id, $2 subscriber ids
-- Output:  one row each
-- Why not Prisma: three tables for 250 people in one round trip.
SELECT s.id, s.phone, s.marketing, s.country, s.rule_signature AS "ruleSignature",
       s.first_name AS "firstName", s.last_name AS "lastName", s.invalid_at IS NOT NULL AS "isInvalid",
       p.reason AS "suppressedBecause", coalesce(c.marketing_at, '{}') AS "marketingAt"
FROM subscribers s
LEFT JOIN suppressions p ON p.shop_id = s.shop_id AND p.phone_hash = s.phone_hash AND p.lifted_at IS NULL
LEFT JOIN recipient_caps c ON c.shop_id = s.shop_id AND c.subscriber_id = s.id
WHERE s.shop_id = $1 AND s.id = ANY($2::uuid[])
