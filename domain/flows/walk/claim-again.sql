-- Purpose: takes some of the enrollments of a batch that failed, if they are still due and no other worker has them.
-- Inputs:  $1 shop ids, $2 ids, $3 now (business time)
-- Output:  the enrollments, locked until they have moved on
-- Why not Prisma: SKIP LOCKED.
SELECT e.shop_id AS "shopId", e.id FROM enrollments e
JOIN unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id) ON e.shop_id = t.shop_id AND e.id = t.id
WHERE e.state = 'waiting' AND e.resume_at <= $3
FOR UPDATE OF e SKIP LOCKED
