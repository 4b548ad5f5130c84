-- Purpose: records deliveries from outside, each once, however often its source repeats it.
-- Inputs:  $1 ids, $2 kinds, $3 sources, $4 topics, $5 shop ids or null, $6 shop domains or null, $7 source keys,
--          $8 triggered at, $9 urls, $10 bodies, $11 reasons of a refusal or null, $12 now (business time), $13 traceparents of sampled traces or null
-- Output:  the source keys that were new
-- Why not Prisma: concurrent deliveries are gathered into one statement. The key lies outside the partitioned table,
--          because a retry can cross midnight. Keys go in sorted: two batches with common keys cannot deadlock.
WITH arrived AS (
  SELECT DISTINCT ON (t.source_key) t.* FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
    $7::text[], $8::text[], $9::text[], $10::bytea[], $11::text[], $13::text[])
    AS t(id, kind, source, topic, shop_id, shop_domain, source_key, triggered_at, url, body, refused, traceparent)
  ORDER BY t.source_key, t.id
), fresh AS (
  INSERT INTO intake_keys (source_key, received_at)
  SELECT source_key, $12 FROM arrived ORDER BY source_key
  ON CONFLICT DO NOTHING
  RETURNING source_key
)
INSERT INTO intake (shop_id, received_at, id, kind, source, topic, shop_domain, source_key, triggered_at, url, body, state,
                    reason, due_at, handled_at, traceparent)
SELECT coalesce(a.shop_id::uuid, s.id, '00000000-0000-0000-0000-000000000000'), $12, a.id::uuid, a.kind, a.source, a.topic, a.shop_domain,
       a.source_key, a.triggered_at::timestamptz, a.url, a.body, CASE WHEN a.refused IS NULL THEN 'pending' ELSE 'refused' END,
       a.refused, $12, CASE WHEN a.refused IS NOT NULL THEN $12::timestamptz END, a.traceparent
FROM arrived a
JOIN fresh f ON f.source_key = a.source_key
LEFT JOIN shops s ON s.domain = a.shop_domain
RETURNING source_key AS "sourceKey"
