-- Purpose: gives back what a claim reserved for texts that were definitely not sent.
-- Inputs:  $1 shop id, $2 months, $3 ids, $4 the times of their claims (business time)
-- Output:  nothing. Counters that no one keeps are left alone. A day or a budget that had refused has room again; a campaign
--          keeps its mark, for its pause rests on it.
-- Why not Prisma: one statement over three kinds of counters, locked in the order of a claim.
WITH unsent AS (
  SELECT m.source_kind, m.source_id, m.sender_id, m.parts, m.price_micros, t.at
  FROM unnest($2::date[], $3::uuid[], $4::timestamptz[]) AS t(month, id, at)
  JOIN messages m ON m.shop_id = $1 AND m.month = t.month AND m.id = t.id
), back AS (
  SELECT 'campaign' AS kind, source_id AS target, DATE '1970-01-01' AS day, sum(price_micros)::int8 AS amount
  FROM unsent WHERE source_kind = 'campaign' GROUP BY source_id
  UNION ALL
  SELECT 'day', $1::uuid, (u.at AT TIME ZONE zone.name)::date, sum(u.price_micros)::int8
  FROM unsent u, (SELECT zone_or_utc(time_zone) AS name FROM shops WHERE id = $1) AS zone GROUP BY 3
  UNION ALL
  SELECT 'budget', b.id, (u.at AT TIME ZONE b.resets_in)::date, sum(u.parts)
  FROM unsent u
  JOIN carrier_budgets b ON b.shop_id = $1 AND b.per = 'day' AND b.sender_ids @> ARRAY[u.sender_id] AND b.effective_from <= u.at
  GROUP BY 2, 3
), held AS (
  SELECT c.kind, c.target, c.day, b.amount FROM spend_counters c
  JOIN back b ON b.kind = c.kind AND b.target = c.target AND b.day = c.day
  WHERE c.shop_id = $1
  ORDER BY c.kind, c.target, c.day
  FOR UPDATE OF c
)
UPDATE spend_counters c
SET used = greatest(0, c.used - h.amount), refused = CASE WHEN c.kind = 'campaign' THEN c.refused END
FROM held h
WHERE c.shop_id = $1 AND c.kind = h.kind AND c.target = h.target AND c.day = h.day
