-- Purpose: takes the enrollments whose timer is due, longest overdue first; another worker's are passed over.
-- Inputs:  $1 now (business time), $2 limit
-- Output:  the enrollments, locked until they have moved on
-- Why not Prisma: SKIP LOCKED. Served by the partial index enrollments_due, across shops.
SELECT shop_id AS "shopId", id FROM enrollments
WHERE state = 'waiting' AND resume_at <= $1
ORDER BY resume_at
LIMIT $2
FOR UPDATE SKIP LOCKED
