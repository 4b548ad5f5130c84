-- Purpose: the subscribers behind refused numbers, held until the refusal is written.
-- Inputs:  $1 shop ids, $2 phone hashes
-- Output:  one row each, locked in id order as the claim of a slice does; numbers without a subscriber have none
-- Why not Prisma: it cannot lock rows.
SELECT s.shop_id AS "shopId", s.id, s.phone_hash AS "phoneHash"
FROM subscribers s
JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS t(shop_id, phone_hash)) AS t USING (shop_id, phone_hash)
ORDER BY s.shop_id, s.id
FOR NO KEY UPDATE OF s
