-- Purpose: holds the people of a slice until the claim commits, so that their consent and their caps cannot change
--          under the decision: a STOP commits before it or waits for it.
-- Inputs:  $1 shop id, $2 subscriber ids
-- Output:  nothing of use. Locked in id order: two slices that share people cannot deadlock.
-- Why not Prisma: it cannot lock rows.
SELECT 1 AS held FROM subscribers
WHERE shop_id = $1 AND id = ANY($2::uuid[])
ORDER BY id
FOR NO KEY UPDATE
