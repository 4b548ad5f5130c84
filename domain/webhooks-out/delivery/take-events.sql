-- Purpose: takes the events of an endpoint whose attempt is due, each the first of its person; those behind an earlier one are parked.
-- Inputs:  $1 shop id, $2 endpoint id, $3 now, $4 until when they are ours, $5 how many at most, $6 when those are given up that are tried for the first time
-- Output:  one row for each event taken ("isTaken") or parked
-- Why not Prisma: a window, and two updates of what one pass has read. The caller holds the endpoint's row, so no one else takes or
--          ends its events meanwhile. Served by the partial index webhook_events_due and the index of people's lines.
WITH due AS MATERIALIZED (
  SELECT v.id, v.due_at, v.place,
         v.subscriber_id IS NULL OR NOT EXISTS (
           SELECT FROM webhook_events w
           WHERE w.shop_id = $1 AND w.subscriber_id = v.subscriber_id AND w.endpoint_id = $2 AND w.place < v.place AND w.ended_at IS NULL
         ) AS is_first
  FROM webhook_events v
  WHERE v.shop_id = $1 AND v.endpoint_id = $2 AND v.due_at <= $3::timestamptz
  ORDER BY v.due_at, v.place LIMIT 500
), chosen AS (
  SELECT id FROM due WHERE is_first ORDER BY due_at, place LIMIT $5
)
UPDATE webhook_events v
SET due_at = CASE WHEN t.is_first THEN $4::timestamptz END,
    taken_until = CASE WHEN t.is_first THEN $4::timestamptz END,
    give_up_at = CASE WHEN t.is_first THEN CASE WHEN v.attempts = 0 THEN $6::timestamptz ELSE v.give_up_at END ELSE v.give_up_at END,
    attempts = v.attempts + t.is_first::int
FROM (SELECT id, is_first FROM due WHERE NOT is_first OR id IN (SELECT id FROM chosen)) t
-- Looked at again: who waits for a row finds it as it is by then.
WHERE v.shop_id = $1 AND v.id = t.id AND v.ended_at IS NULL AND v.due_at IS NOT NULL
RETURNING t.is_first AS "isTaken", v.id, v.type, v.body, v.attempts, v.give_up_at AS "giveUpAt"
