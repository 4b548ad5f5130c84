-- Purpose: what is known of the numbers of a piece of a file: whose subscriber each is, and whether it must not be texted.
-- Inputs:  $1 shop id, $2 phone hashes, $3 false when none of them is believed to be a subscriber's. A number that must not be
--          texted is looked for all the same: no line of an erased person may be kept
-- Output:  one row for each number of which anything is known
-- Why not Prisma: thousands of numbers, each by the index. The laterals keep the planner from reading a table of millions
--          from end to end for them, whatever it believes of the table's size.
SELECT t.phone_hash AS "phoneHash", s.id, s.marketing, s.email, s.first_name AS "firstName", s.last_name AS "lastName", s.tags,
       s.places, s.redacted_at AS "redactedAt", s.marketing_at AS "marketingAt", p.reason AS "suppressedBecause"
FROM unnest($2::text[]) AS t(phone_hash)
LEFT JOIN LATERAL (
  SELECT y.reason FROM suppressions y WHERE y.shop_id = $1 AND y.phone_hash = t.phone_hash AND y.lifted_at IS NULL LIMIT 1
) p ON true
LEFT JOIN LATERAL (
  SELECT * FROM subscribers x WHERE ($3::bool OR p.reason IS NOT NULL) AND x.shop_id = $1 AND x.phone_hash = t.phone_hash LIMIT 1
) s ON true
WHERE s.id IS NOT NULL OR p.reason IS NOT NULL
