-- Purpose: writes where enrollments stand after their timers.
-- Inputs:  $1 shop ids, $2 ids, $3 states, $4 steps to run next, $5 when, $6 why they left, $7 now (business time)
-- Output:  nothing
-- Why not Prisma: hundreds of rows in one statement.
UPDATE enrollments e
SET state = t.state, step_id = t.step_id, resume_at = t.resume_at, exited_because = t.because,
    ended_at = CASE WHEN t.state <> 'waiting' THEN $7::timestamptz END
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])
  AS t(shop_id, id, state, step_id, resume_at, because)
WHERE e.shop_id = t.shop_id AND e.id = t.id
