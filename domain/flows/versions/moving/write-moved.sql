-- Purpose: puts people into another version of their flow, or takes them out of the flow.
-- Inputs:  $1 shop ids, $2 enrollment ids, $3 the versions that they are in then, $4 states, $5 steps to run
--          next, $6 when, $7 why they left, $8 what the step waits for, $9 since when, $10 the steps that they
--          have taken, $11 now (business time)
-- Output:  nothing; the rows are locked by the caller
-- Why not Prisma: hundreds of rows in one statement.
UPDATE enrollments e
SET version_id = t.version_id, state = t.state, step_id = t.step_id, resume_at = t.resume_at, exited_because = t.because,
    waits_for = t.waits_for, waiting_since = t.waiting_since,
    trail = coalesce(e.trail, t.trail), failures = 0, trouble = NULL,
    ended_at = CASE WHEN t.state <> 'waiting' THEN $11::timestamptz END
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::timestamptz[],
            $10::text[])
  AS t(shop_id, id, version_id, state, step_id, resume_at, because, waits_for, waiting_since, trail)
WHERE e.shop_id = t.shop_id AND e.id = t.id
