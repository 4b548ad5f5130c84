-- Purpose: wakes the enrollments that wait for what people have just done, and notes when they did it.
-- Inputs:  $1 shop ids, $2 subscriber ids, $3 events, $4 when each happened, $5 and $6 the month and id of the text that it is about (null:
--          it is about none; else only the walk that the text is of is woken), $7 now (business time)
-- Output:  a row for each that was woken
-- Why not Prisma: hundreds at once, locked in key order, so that two batches cannot deadlock. By enrollments_shop_id_subscriber_id_idx.
-- All enrollments of the person that are under way are locked first: one that a worker is moving on at this moment may begin to wait
-- for this very event, and is looked at when the worker has committed.
WITH happened AS (
  SELECT t.shop_id, t.subscriber_id, t.event, t.at, t.message_id, m.source_id
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::date[], $6::uuid[])
    AS t(shop_id, subscriber_id, event, at, message_month, message_id)
  LEFT JOIN messages m ON m.shop_id = t.shop_id AND m.month = t.message_month AND m.id = t.message_id
), held AS (
  SELECT e.shop_id, e.id, e.subscriber_id, e.step_id, e.waits_for, e.started_at
  FROM enrollments e
  WHERE (e.shop_id, e.subscriber_id) IN (SELECT h.shop_id, h.subscriber_id FROM happened h) AND e.state = 'waiting'
  ORDER BY e.shop_id, e.id
  FOR UPDATE
)
UPDATE enrollments e
SET memory = e.memory || jsonb_build_object(w.step_id, jsonb_build_object('at', to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
    waits_for = NULL, resume_at = least(e.resume_at, $7::timestamptz)
FROM held w JOIN happened h ON h.shop_id = w.shop_id AND h.subscriber_id = w.subscriber_id AND h.event = w.waits_for AND h.at >= w.started_at
  AND (h.message_id IS NULL OR h.source_id = w.id)
WHERE e.shop_id = w.shop_id AND e.id = w.id
RETURNING e.id
