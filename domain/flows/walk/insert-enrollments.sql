-- Purpose: starts walks; one for each flow and key of entry, however often its event is told.
-- Inputs:  $1 shop ids, $2 ids, $3 flow ids, $4 version ids, $5 subscriber ids, $6 subjects (keys of entry), $7 what they are about or
--          null, $8 what happened or null, $9 states, $10 steps to run next, $11 when, $12 why they left at once, $13 started at,
--          $14 what the step waits for, $15 since when, $16 the steps taken already, $17 whether their flow is
--          transactional, $18 now (business time), $19 traceparents of sampled traces or null
-- Output:  the walks that are new
-- Why not Prisma: hundreds of rows in one statement, in key order, so that two batches cannot deadlock.
INSERT INTO enrollments (shop_id, id, flow_id, version_id, subscriber_id, subject, about, event, state, step_id, resume_at, exited_because,
                         started_at, waits_for, waiting_since, trail, is_transactional, traceparent, ended_at)
SELECT t.shop_id, t.id, t.flow_id, t.version_id, t.subscriber_id, t.subject, t.about, t.event, t.state, t.step_id, t.resume_at, t.because,
       t.started_at, t.waits_for, t.waiting_since, t.trail, t.is_transactional, t.traceparent,
       CASE WHEN t.state <> 'waiting' THEN $18::timestamptz END
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::jsonb[], $9::text[], $10::text[],
            $11::timestamptz[], $12::text[], $13::timestamptz[], $14::text[], $15::timestamptz[], $16::text[],
            $17::boolean[], $19::text[])
  AS t(shop_id, id, flow_id, version_id, subscriber_id, subject, about, event, state, step_id, resume_at, because, started_at, waits_for, waiting_since,
       trail, is_transactional, traceparent)
ORDER BY t.shop_id, t.subject, t.flow_id
ON CONFLICT (shop_id, subject, flow_id) DO NOTHING
RETURNING id
