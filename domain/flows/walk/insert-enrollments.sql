-- Purpose: starts walks; one for each flow and subject, however often its event is told.
-- Inputs:  $1 shop ids, $2 ids, $3 flow ids, $4 version ids, $5 subscriber ids, $6 subjects, $7 states, $8 steps to run next,
--          $9 when, $10 why they left at once, $11 started at, $12 now (business time)
-- Output:  the walks that are new
-- Why not Prisma: hundreds of rows in one statement, in key order, so that two batches cannot deadlock.
INSERT INTO enrollments (shop_id, id, flow_id, version_id, subscriber_id, subject, state, step_id, resume_at, exited_because, started_at, ended_at)
SELECT t.shop_id, t.id, t.flow_id, t.version_id, t.subscriber_id, t.subject, t.state, t.step_id, t.resume_at, t.because, t.started_at,
       CASE WHEN t.state <> 'waiting' THEN $12::timestamptz END
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
            $10::text[], $11::timestamptz[])
  AS t(shop_id, id, flow_id, version_id, subscriber_id, subject, state, step_id, resume_at, because, started_at)
ORDER BY t.shop_id, t.subject, t.flow_id
ON CONFLICT (shop_id, subject, flow_id) DO NOTHING
RETURNING id
