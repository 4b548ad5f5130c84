-- Purpose: makes the rows of counters that are missing. A day that follows one that was counted begins at nought: since
--          its first claim every other has gone through the counter. The first of all is counted from the messages.
-- Inputs:  $1 shop id, $2 kinds, $3 targets, $4 days, $5 their beginnings, $6 their ends (null for a campaign)
-- Output:  nothing. Two claims that miss the same row: the second waits for the first and keeps its row.
-- Why not Prisma: sums of three kinds in the statement that stores them. What counts as used: all that the provider has, may
--          have or is being given, and what failed after it was taken (it named it); not what it refused.
INSERT INTO spend_counters (shop_id, kind, target, day, ends_at, used)
SELECT $1, t.kind, t.target, t.day, t.ends_at, CASE
  WHEN t.kind = 'campaign' THEN (
    SELECT coalesce(sum(m.price_micros), 0) FROM campaigns c
    JOIN messages m ON m.shop_id = c.shop_id AND m.month = c.month AND m.source_id = c.id
    WHERE c.shop_id = $1 AND c.id = t.target
      AND (m.state IN ('sending', 'accepted', 'sent', 'delivered', 'unknown') OR m.state = 'failed' AND m.provider_id IS NOT NULL))
  WHEN EXISTS (SELECT 1 FROM spend_counters e WHERE e.shop_id = $1 AND e.kind = t.kind AND e.target = t.target AND e.day < t.day) THEN 0
  ELSE (
    SELECT coalesce(sum(CASE t.kind WHEN 'day' THEN m.price_micros ELSE m.parts END), 0) FROM messages m
    -- The partitions in which a text of that day may lie: its own month's, the one before, those of campaigns still at work.
    WHERE m.shop_id = $1 AND m.month = ANY(ARRAY(
        SELECT (date_trunc('month', t.ends_at AT TIME ZONE 'UTC') - back * interval '1 month')::date FROM generate_series(0, 2) AS back
        UNION SELECT c.month FROM campaigns c WHERE c.shop_id = $1 AND c.month IS NOT NULL AND (c.finished_at IS NULL OR c.finished_at >= t.starts_at)))
      -- Of a claimed text: the time of its claim.
      AND m.due_at >= t.starts_at AND m.due_at < t.ends_at
      AND (t.kind = 'day' OR m.sender_id = ANY((SELECT b.sender_ids FROM carrier_budgets b WHERE b.shop_id = $1 AND b.id = t.target)::uuid[]))
      AND (m.state IN ('sending', 'accepted', 'sent', 'delivered', 'unknown') OR m.state = 'failed' AND m.provider_id IS NOT NULL))
  END
FROM unnest($2::text[], $3::uuid[], $4::date[], $5::timestamptz[], $6::timestamptz[]) AS t(kind, target, day, starts_at, ends_at)
ORDER BY t.kind, t.target, t.day
ON CONFLICT DO NOTHING
