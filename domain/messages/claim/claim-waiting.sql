-- Purpose: takes the next due texts of a lane, earliest deadline first; another worker's are passed over.
-- Inputs:  $1 shop id, $2 class, $3 sender id, $4 now (business time), $5 limit, $6 true for confirmations of a STOP only, $7 true for no marketing
-- Output:  the rows, locked until the claim commits
-- Why not Prisma: SKIP LOCKED. Served by the partial index messages_lane, which gives those due at the same moment, as when a
--          window opens, by their deadline. The earliest deadline is looked for among the two thousand that have been due for
--          longest, so that a slice of a million costs what a slice of two thousand does. The rows themselves are asked for their
--          state and not for is_waiting: a planner who takes a month for small would else read all that waits, once for each.
SELECT m.month, m.id, m.source_kind AS "sourceKind", m.source_id AS "sourceId", m.occurrence, m.purpose,
       m.subscriber_id AS "subscriberId", m.due_at AS "dueAt", m.expires_at AS "expiresAt", m.body, m.variant, m.resends, m.tries, m.traceparent
FROM (
  SELECT shop_id, month, id FROM messages
  WHERE shop_id = $1 AND class = $2 AND sender_id = $3 AND is_waiting AND due_at <= $4 AND (NOT $6::bool OR purpose = 'compliance')
    AND (NOT $7::bool OR purpose <> 'marketing')
  ORDER BY due_at, expires_at, id
  LIMIT greatest(2000, $5::int * 4)
) AS first
JOIN messages m ON m.shop_id = first.shop_id AND m.month = first.month AND m.id = first.id
WHERE m.state = 'waiting'
ORDER BY m.expires_at, m.id
LIMIT $5
FOR UPDATE OF m SKIP LOCKED
