-- Purpose: takes the enrollments whose timer is due, longest overdue first; another worker's are passed over.
-- Inputs:  $1 now (business time), $2 limit, $3 true for those of transactional flows, false for the others
-- Output:  the enrollments, locked until they have moved on
-- Why not Prisma: SKIP LOCKED. Served across shops by the partial indexes enrollments_due_first and enrollments_due.
SELECT shop_id AS "shopId", id, version_id AS "versionId" FROM enrollments
WHERE state = 'waiting' AND is_transactional = $3::boolean AND resume_at <= $1
ORDER BY resume_at
LIMIT $2
FOR UPDATE SKIP LOCKED
