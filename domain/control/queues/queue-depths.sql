-- Purpose: how many deliveries of each kind wait to be handled, and for how long.
-- Inputs:  $1 now (business time), $2 kinds, $3 most to count of a kind
-- Output:  one row for each kind: how many at least, and when the oldest came in
-- Why not Prisma: one range of the partial index intake_pending for each kind.
SELECT k.kind, w.count AS depth, w.since
FROM unnest($2::text[]) AS k(kind), LATERAL (
  SELECT count(*), min(received_at) AS since FROM (
    SELECT i.received_at FROM intake i
    WHERE i.kind = k.kind AND i.state = 'pending' AND i.due_at <= $1
    ORDER BY i.due_at, i.id LIMIT $3) AS counted
) AS w
