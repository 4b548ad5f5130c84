-- Purpose: the caps and the carriers' day budgets that apply to a slice, with what is used of each; held until the claim
--          commits. In one order, so that two slices cannot deadlock. The caps are read after the claim has locked its
--          campaigns: a cap that was lowered before counts.
-- Inputs:  $1 shop id, $2 the slice's campaign ids, $3 sender id, $4 now (business time)
-- Output:  one row for each limit; `used` is null where the counter's row is missing (open-counters.sql)
-- Why not Prisma: it cannot lock rows.
WITH zone AS (
  SELECT zone_or_utc(time_zone) AS name FROM shops WHERE id = $1
), applies AS (
  SELECT 'campaign' AS kind, id AS target, DATE '1970-01-01' AS day, spend_cap_micros AS most, NULL::text AS zone
  FROM campaigns WHERE shop_id = $1 AND id = ANY($2::uuid[]) AND spend_cap_micros IS NOT NULL
  UNION ALL
  SELECT 'day', $1::uuid, ($4::timestamptz AT TIME ZONE zone.name)::date, daily_spend_cap_micros, zone.name
  FROM shop_settings, zone WHERE shop_id = $1 AND daily_spend_cap_micros IS NOT NULL
  UNION ALL
  SELECT 'budget', id, ($4::timestamptz AT TIME ZONE resets_in)::date, parts, resets_in
  FROM carrier_budgets WHERE shop_id = $1 AND per = 'day' AND sender_ids @> ARRAY[$3::uuid] AND effective_from <= $4
), held AS (
  SELECT c.kind, c.target, c.day, c.used, c.refused
  FROM spend_counters c
  JOIN applies a ON a.kind = c.kind AND a.target = c.target AND a.day = c.day
  WHERE c.shop_id = $1
  ORDER BY c.kind, c.target, c.day
  FOR UPDATE OF c
)
SELECT a.kind, a.target, a.day, a.most, h.used, h.refused,
       a.day::timestamp AT TIME ZONE a.zone AS "startsAt", (a.day + 1)::timestamp AT TIME ZONE a.zone AS "endsAt"
FROM applies a
LEFT JOIN held h ON h.kind = a.kind AND h.target = a.target AND h.day = a.day
