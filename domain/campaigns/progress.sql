-- Purpose: where every recipient of a campaign stands. One statement, so one moment: a claim moves a chunk's cursor and
--          makes the rows together, hence the counts always add up to the audience.
-- Inputs:  $1 shop id, $2 campaign id, $3 now (business time)
-- Output:  rows of state, reason, due (of what waits), count. "queued" are people still in a chunk; those of a campaign that
--          is over (cancelled) get no row of their own and are told here as skipped, and so is what still waits of it. asking: the provider is still asked.
-- Why not Prisma: four counts at one moment. States are counted from an index alone; only those with reasons read rows.
WITH campaign AS (
  SELECT month, state FROM campaigns WHERE shop_id = $1 AND id = $2
), month AS (
  SELECT month FROM campaign
)
SELECT state, NULL AS reason, NULL::timestamptz AS "dueAt", false AS asking, count(*) AS count
FROM messages
WHERE shop_id = $1 AND month = (SELECT month FROM month) AND source_id = $2
  AND state IN ('sending', 'accepted', 'sent', 'delivered', 'expired')
GROUP BY state
UNION ALL
SELECT CASE WHEN m.state = 'waiting' AND c.state = 'cancelled' THEN 'skipped' ELSE m.state END,
       CASE WHEN m.state = 'waiting' AND c.state = 'cancelled' THEN 'campaign-cancelled' ELSE m.reason END,
       min(m.due_at) FILTER (WHERE m.state = 'waiting' AND c.state <> 'cancelled'), m.ask_at IS NOT NULL, count(*)
FROM messages m, campaign c
WHERE m.shop_id = $1 AND m.month = c.month AND m.source_id = $2
  AND m.state IN ('waiting', 'skipped', 'failed', 'unknown')
GROUP BY 1, 2, 4
UNION ALL
SELECT CASE c.state WHEN 'cancelled' THEN 'skipped' ELSE 'queued' END,
       CASE c.state WHEN 'cancelled' THEN 'campaign-cancelled' END,
       CASE WHEN c.state <> 'cancelled' THEN greatest(k.due_at, $3::timestamptz) END,
       false, sum(cardinality(k.subscriber_ids) - k.cursor)::int8
FROM campaign_chunks k, campaign c
WHERE k.shop_id = $1 AND k.campaign_id = $2 AND (k.state = 'ready' OR c.state = 'cancelled')
GROUP BY 1, 2, 3
HAVING sum(cardinality(k.subscriber_ids) - k.cursor) > 0
