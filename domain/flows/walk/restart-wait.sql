-- Purpose: people still in a flow's first wait wait again from a newer event about the same subject, and follow it to
--          the number it names now. News that come late make the start earlier, never the wait shorter.
-- Inputs:  $1 shop ids, $2 flow ids, $3 subjects (keys of entry), $4 what the news are about, $5 subscriber ids, $6 earliest news,
--          $7 latest news; and of every version in question: $8 version ids, $9 the step after its first wait, $10 that wait in
--          milliseconds
-- Output:  nothing
-- Why not Prisma: hundreds of rows in one statement, locked in key order, so that two batches cannot deadlock.
-- The versions are joined with what the lock has found: a person may be moved to another version at this very moment.
WITH held AS (
  SELECT e.shop_id, e.id, e.version_id, e.step_id, t.subscriber_id, t.since, t.news_at
  FROM enrollments e
  JOIN unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::timestamptz[])
    AS t(shop_id, flow_id, subject, about, subscriber_id, since, news_at)
    ON e.shop_id = t.shop_id AND e.flow_id = t.flow_id AND e.subject = t.subject AND coalesce(e.about, e.subject) = t.about
  WHERE e.state = 'waiting'
  ORDER BY e.shop_id, e.subject, e.flow_id
  FOR UPDATE OF e
), waits AS (
  SELECT h.*, h.news_at + make_interval(secs => v.wait_ms / 1000.0) AS resume_at
  FROM held h JOIN unnest($8::uuid[], $9::text[], $10::int8[]) AS v(id, step_id, wait_ms) ON v.id = h.version_id AND v.step_id = h.step_id
)
UPDATE enrollments e
SET started_at = least(e.started_at, h.since),
    subscriber_id = CASE WHEN h.resume_at > e.resume_at THEN h.subscriber_id ELSE e.subscriber_id END,
    resume_at = greatest(e.resume_at, h.resume_at)
FROM waits h
WHERE e.shop_id = h.shop_id AND e.id = h.id
