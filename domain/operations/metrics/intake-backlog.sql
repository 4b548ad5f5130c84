-- Purpose: how many deliveries of each kind are due, and for how long the first of them has been, for the metrics.
-- Inputs:  $1 now (business time), $2 kinds, $3 most to count of each
-- Output:  one row for each kind
-- Why not Prisma: one range of the partial index intake_pending for each kind.
SELECT of.kind, first.count::int8 AS waiting,
       coalesce(greatest(0, extract(epoch FROM $1::timestamptz - first.since)), 0)::float8 AS seconds
FROM unnest($2::text[]) AS of(kind)
CROSS JOIN LATERAL (
  SELECT count(*), min(due_at) AS since FROM (
    SELECT due_at FROM intake WHERE kind = of.kind AND state = 'pending' AND due_at <= $1 ORDER BY due_at LIMIT $3
  ) AS counted) AS first
