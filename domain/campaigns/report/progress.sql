-- Purpose: where every recipient of a campaign stands. One statement, so one moment: a claim moves a chunk's cursor and
--          makes the rows together and the rows their counts, hence the sums always add up to the audience.
-- Inputs:  $1 shop id, $2 campaign id, $3 now (business time)
-- Output:  rows of state, reason, due (of what waits), count. "queued" are people still in a chunk; those of a campaign that
--          is over (cancelled) get no row of their own and are told here as skipped, and so is what
--          still waits of it. asking: the provider is still asked.
-- Why not Prisma: counts at one moment. Texts are counted as they are written (message_tallies); only what
--          waits is read, for its times, by the partial index messages_waiting_source.
WITH campaign AS (
  SELECT state FROM campaigns WHERE shop_id = $1 AND id = $2
), counted AS (
  SELECT state, reason, is_asking, sum(count) AS count FROM message_tallies
  WHERE shop_id = $1 AND source_id = $2
  GROUP BY state, reason, is_asking HAVING sum(count) <> 0
), due AS (
  SELECT reason, min(due_at) AS at FROM messages WHERE shop_id = $1 AND source_id = $2 AND is_waiting GROUP BY reason
)
SELECT CASE WHEN t.state = 'waiting' AND c.state = 'cancelled' THEN 'skipped' ELSE t.state END AS state,
       CASE WHEN t.state = 'waiting' AND c.state = 'cancelled' THEN 'campaign-cancelled' ELSE t.reason END AS reason,
       CASE WHEN t.state = 'waiting' AND c.state <> 'cancelled' THEN d.at END AS "dueAt", t.is_asking AS asking, t.count
FROM campaign c CROSS JOIN counted t LEFT JOIN due d ON d.reason IS NOT DISTINCT FROM t.reason
UNION ALL
SELECT CASE c.state WHEN 'cancelled' THEN 'skipped' ELSE 'queued' END,
       CASE c.state WHEN 'cancelled' THEN 'campaign-cancelled' END,
       CASE WHEN c.state <> 'cancelled' THEN greatest(k.due_at, $3::timestamptz) END,
       false, sum(cardinality(k.subscriber_ids) - k.cursor)::int8
FROM campaign_chunks k, campaign c
WHERE k.shop_id = $1 AND k.campaign_id = $2 AND (k.state = 'ready' OR c.state = 'cancelled')
GROUP BY 1, 2, 3
HAVING sum(cardinality(k.subscriber_ids) - k.cursor) > 0
