-- Purpose: writes the result of one push, and counts the comparison, and the conflict if the
--          store had said otherwise.
-- Inputs:  $1 shop id, $2 subscriber id, $3 the state and $4 the time that were pushed, $5 due again or null, $6 told at or
--          null, $7 trouble or null
-- Output:  none. Nothing is written when a newer change has come meanwhile: that one is pushed next.
-- Why not Prisma: compare and set, and two tables in one statement.
WITH settled AS (
  UPDATE store_consents
  SET due_at = $5::timestamptz, told_at = coalesce($6::timestamptz, told_at), trouble = $7
  WHERE shop_id = $1 AND subscriber_id = $2 AND state = $3 AND decided_at = $4::timestamptz
  RETURNING shop_id, because
)
INSERT INTO consent_drifts AS d (shop_id, compared, conflicts, conflict_at)
SELECT shop_id, 1, conflict::int, CASE WHEN conflict THEN $6::timestamptz END
FROM (SELECT shop_id, because = 'conflict' AND $6::timestamptz IS NOT NULL AS conflict FROM settled WHERE $5::timestamptz IS NULL) s
ON CONFLICT (shop_id) DO UPDATE
  SET compared = d.compared + 1, conflicts = d.conflicts + excluded.conflicts,
      conflict_at = coalesce(excluded.conflict_at, d.conflict_at)
