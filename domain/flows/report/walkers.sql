-- Purpose: a page of the people who entered a flow in a range, newest first: everyone, or those behind one number of its report.
-- Inputs:  $1 shop id, $2 flow id, $3 from, $4 to, $5 limit, $6 offset, $7 when a pause holds someone, $8 first month
--          of messages, $9 keys of the rows of report-walks.ts that they are in (null: all), $10 the step whose text
--          they have (null: any or none), $11 states of that text (null: any), $12 states that it is not in, $13 its
--          reason or state (null: any), $14 only tapped, $15 only with an order, $16 enrollments (null: all)
-- Output:  the people, each with one text: of that step, else the latest
-- Why not Prisma: a page of a join over four tables. By enrollments_shop_id_flow_id_started_at_idx, texts by messages_source.
SELECT e.id AS "enrollmentId", e.subscriber_id AS "subscriberId", s.first_name AS "firstName", s.last_name AS "lastName",
       s.phone, e.started_at AS "startedAt", e.state, e.step_id AS "stepId",
       CASE WHEN e.resume_at < $7 THEN e.resume_at END AS "resumeAt", e.exited_because AS "exitedBecause",
       t.state AS "textState", t.reason AS "textReason"
FROM enrollments e
LEFT JOIN subscribers s ON s.shop_id = e.shop_id AND s.id = e.subscriber_id
LEFT JOIN LATERAL (
  SELECT m.id, m.state, m.reason FROM messages m
  WHERE m.shop_id = e.shop_id AND m.source_id = e.id AND m.month >= $8::date AND ($10::text IS NULL OR m.occurrence = $10)
  ORDER BY m.created_at DESC, m.id DESC LIMIT 1) AS t ON true
WHERE e.shop_id = $1 AND e.flow_id = $2 AND e.started_at >= $3 AND e.started_at < $4
  AND ($9::text[] IS NULL OR concat_ws(' ', e.version_id, e.state, coalesce(e.exited_because, '-'), e.waits_for IS NOT NULL,
                                       coalesce(e.step_id, '-'), coalesce(e.trail, '-')) = ANY($9))
  AND ($10::text IS NULL OR t.id IS NOT NULL)
  AND ($11::text[] IS NULL OR t.state = ANY($11))
  AND (cardinality($12::text[]) = 0 OR t.state <> ALL($12))
  AND ($13::text IS NULL OR coalesce(t.reason, t.state) = $13)
  AND (NOT $14::boolean OR EXISTS (SELECT FROM clicks k WHERE k.shop_id = e.shop_id AND k.message_id = t.id AND k.counted))
  AND (NOT $15::boolean OR t.id IN (SELECT a.message_id FROM attributions a
                                    WHERE a.shop_id = $1 AND a.source_kind = 'flow' AND a.source_id = $2))
  AND ($16::uuid[] IS NULL OR e.id = ANY($16))
ORDER BY e.started_at DESC, e.id DESC
LIMIT $5 OFFSET $6
