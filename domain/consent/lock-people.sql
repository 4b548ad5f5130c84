-- Purpose: holds the subscribers whose consent is about to be decided, so that no claim decides about them meanwhile and
--          a withdrawal written after this is later than any claim that did not see it.
-- Inputs:  $1 shop ids, $2 subscriber ids
-- Output:  one row each, locked in id order as the claim of a slice does
-- Why not Prisma: it cannot lock rows.
SELECT s.shop_id AS "shopId", s.id, s.phone_hash AS "phoneHash", s.customer_id AS "customerId"
FROM subscribers s
JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)) AS t USING (shop_id, id)
ORDER BY s.shop_id, s.id
FOR NO KEY UPDATE OF s
