-- Purpose: takes the next due texts of a lane, earliest deadline first; another worker's are passed over.
-- Inputs:  $1 shop id, $2 class, $3 sender id, $4 now (business time), $5 limit, $6 true for confirmations of a STOP only
-- Output:  the rows, locked until the claim commits
-- Why not Prisma: SKIP LOCKED. Served by the partial index messages_lane.
SELECT month, id, source_kind AS "sourceKind", source_id AS "sourceId", occurrence, purpose,
       subscriber_id AS "subscriberId", expires_at AS "expiresAt", body
FROM messages
WHERE shop_id = $1 AND class = $2 AND sender_id = $3 AND is_waiting AND due_at <= $4 AND (NOT $6::bool OR purpose = 'compliance')
ORDER BY expires_at, id
LIMIT $5
FOR UPDATE SKIP LOCKED
