-- Purpose: what the gates and the rendering need to know of people, as their own rows tell it.
-- Inputs:  $1 shop id, $2 subscriber ids
-- Output:  one row each, in id order. With FOR NO KEY UPDATE after it (recipients.ts) they are held until the claim commits, so
--          that their consent and their caps cannot change under the decision: a STOP commits before it or waits for it.
--          In id order two slices that share people cannot deadlock.
-- Why not Prisma: it cannot lock rows.
SELECT s.id, s.phone, s.marketing, s.country, s.rule_signature AS "ruleSignature",
       s.first_name AS "firstName", s.last_name AS "lastName", s.invalid_at IS NOT NULL AS "isInvalid", s.phone_hash AS "phoneHash"
FROM subscribers s
WHERE s.shop_id = $1 AND s.id = ANY($2::uuid[])
ORDER BY s.id
