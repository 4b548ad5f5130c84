-- Purpose: takes a shop's requests whose attempt is due, oldest first. If the worker dies, another takes them after the lease.
--          Of a destination whose breaker is open one is taken, to see whether it works again.
-- Inputs:  $1 shop id, $2 now, $3 until when they are ours, $4 how many at most, $5 failures that open a breaker
-- Output:  one row a request, in no order
-- Why not Prisma: a window, and SKIP LOCKED. Served by the partial index outgoing_requests_due.
WITH due AS MATERIALIZED (
  SELECT r.id, r.origin, r.due_at FROM outgoing_requests r
  WHERE r.shop_id = $1 AND r.due_at <= $2::timestamptz
    AND NOT EXISTS (SELECT FROM outgoing_destinations d
                    WHERE d.shop_id = r.shop_id AND d.origin = r.origin AND d.rests_until > $2::timestamptz)
  ORDER BY r.due_at LIMIT 200
  FOR UPDATE OF r SKIP LOCKED
), numbered AS (
  SELECT due.id, due.due_at, coalesce(d.failures, 0) AS failures,
         row_number() OVER (PARTITION BY due.origin ORDER BY due.due_at, due.id) AS place
  FROM due LEFT JOIN outgoing_destinations d ON d.shop_id = $1 AND d.origin = due.origin
), chosen AS (
  SELECT id FROM numbered WHERE place = 1 OR failures < $5 ORDER BY due_at, id LIMIT $4
)
UPDATE outgoing_requests r SET taken_until = $3::timestamptz, due_at = $3::timestamptz, attempts = r.attempts + 1
FROM chosen
WHERE r.shop_id = $1 AND r.id = chosen.id
RETURNING r.id, r.source_kind AS "sourceKind", r.source_id AS "sourceId", r.occurrence, r.url, r.origin, r.body, r.wants_answer AS "wantsAnswer", r.attempts,
          r.give_up_at AS "giveUpAt", r.traceparent
