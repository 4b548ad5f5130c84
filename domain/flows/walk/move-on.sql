-- Purpose: writes where enrollments stand after their timers.
-- Inputs:  $1 shop ids, $2 ids, $3 states, $4 steps to run next, $5 when, $6 why they left, $7 what the step waits for, $8 since when,
--          $9 what steps have learned just now (null: nothing), $10 the steps taken so far, $11 now (business time)
-- Output:  nothing
-- Why not Prisma: hundreds of rows in one statement.
UPDATE enrollments e
SET state = t.state, step_id = t.step_id, resume_at = t.resume_at, exited_because = t.because,
    waits_for = t.waits_for, waiting_since = t.waiting_since, trail = t.trail, memory = e.memory || coalesce(t.learned, '{}'),
    failures = 0, trouble = NULL,
    ended_at = CASE WHEN t.state <> 'waiting' THEN $11::timestamptz END
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::timestamptz[], $9::jsonb[],
            $10::text[])
  AS t(shop_id, id, state, step_id, resume_at, because, waits_for, waiting_since, learned, trail)
WHERE e.shop_id = t.shop_id AND e.id = t.id
