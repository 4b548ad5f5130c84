-- Purpose: the walks that news may end: those under way, and those that are over but for a text that has not left.
-- Inputs:  $1 shop ids, $2 subjects or null, $3 subscriber ids or null, $4 the news' own time (walks begun later go on),
--          $5 positions of the news in the caller's list
-- Output:  the walks, each with the position of the news about it
-- Why not Prisma: hundreds at once. By subject through the unique key and enrollments_about,
--          by person through enrollments_shop_id_subscriber_id_idx.
WITH news AS (
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::int[]) AS t(shop_id, subject, subscriber_id, at, position)
), touched AS (
  SELECT e.shop_id, e.id, n.position
  FROM news n JOIN enrollments e ON e.shop_id = n.shop_id AND e.subject = n.subject
  UNION
  SELECT e.shop_id, e.id, n.position
  FROM news n JOIN enrollments e ON e.shop_id = n.shop_id AND e.about = n.subject
  UNION
  SELECT e.shop_id, e.id, n.position
  FROM news n JOIN enrollments e ON e.shop_id = n.shop_id AND e.subscriber_id = n.subscriber_id AND e.started_at <= n.at
)
SELECT e.shop_id AS "shopId", e.id, e.version_id AS "versionId", e.subscriber_id AS "subscriberId", e.flow_id AS "flowId", t.position
FROM touched t JOIN enrollments e ON e.shop_id = t.shop_id AND e.id = t.id
WHERE e.state = 'waiting'
   OR (e.state = 'finished' AND EXISTS (
        SELECT FROM messages m WHERE m.shop_id = e.shop_id AND m.source_id = e.id AND m.state IN ('waiting', 'sending')))
