-- Purpose: a shop's senders, each with the earliest deadline among its due texts of a class, and how many these are.
-- Inputs:  $1 shop id, $2 class, $3 now (business time)
-- Output:  one row for each sender; deadline null when nothing that has a row is due; due counts to a hundred. minuteBudgets: carriers' budgets by the
--          minute, [{id, parts}], in id order. None for a shop whose sending is stopped or a class that is paused (all marketing: flow and
--          campaign), nor of a provider that takes no texts, until one of them may try it again. Of replies that are held so, those that
--          may go all the same.
-- Why not Prisma: one probe of the partial index messages_lane for each sender. The deadline is looked for among the
--          hundred that have been due for longest: the first one here is served at most a slice earlier.
SELECT n.id AS "senderId", n.provider, n.parts_per_second AS "partsPerSecond", g.share_weight AS weight, coalesce((
  SELECT json_agg(json_build_object('id', b.id, 'parts', b.parts) ORDER BY b.id) FROM carrier_budgets b
  WHERE b.shop_id = n.shop_id AND b.per = 'minute' AND b.sender_ids @> ARRAY[n.id] AND b.effective_from <= $3
), '[]') AS "minuteBudgets", rows.deadline, rows.due
FROM senders n
JOIN shops s ON s.id = n.shop_id
JOIN shop_settings g ON g.shop_id = n.shop_id
CROSS JOIN LATERAL (
  SELECT $2 = 'reply' AND (s.sending_stopped_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM pauses p WHERE p.kind = 'class' AND p.name = $2)
    OR EXISTS (SELECT 1 FROM provider_holds h
               WHERE h.provider = n.provider AND h.region = '' AND h.until > $3 AND h.cause = 'operator')) AS is_held
) AS held
CROSS JOIN LATERAL (
  SELECT min(due.expires_at) AS deadline, count(*) AS due FROM (
    SELECT m.expires_at FROM messages m
    WHERE m.shop_id = n.shop_id AND m.class = $2 AND m.sender_id = n.id AND m.is_waiting AND m.due_at <= $3
      AND (NOT held.is_held OR m.purpose = 'compliance')
    ORDER BY m.due_at
    LIMIT 100
  ) AS due
) AS rows
WHERE n.shop_id = $1
  AND ($2 = 'reply' OR s.sending_stopped_at IS NULL AND NOT EXISTS (
    SELECT FROM pauses p WHERE p.kind = 'class' AND p.name = $2 OR p.kind = 'marketing' AND $2 IN ('flow', 'campaign')))
  AND NOT EXISTS (SELECT 1 FROM provider_holds h WHERE h.provider = n.provider AND h.region = '' AND h.until > $3
                  AND (h.cause <> 'operator' OR $2 <> 'reply'))
