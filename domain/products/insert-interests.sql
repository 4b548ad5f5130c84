-- Purpose: notes people's interest in variants that are watched.
-- Inputs:  $1 shop ids, $2 variant ids, $3 kinds, $4 subscriber ids, $5 when they asked or looked, $6 most
--          interests of one person
-- Output:  nothing
-- Why not Prisma: hundreds of rows in one statement, in key order, so that two batches cannot deadlock.
-- The lock keeps what forgets variants that no one waits for (prune.ts) away until the interest can be seen.
WITH given AS MATERIALIZED (
  SELECT t.* FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[]) AS t(shop_id, variant_id, kind, subscriber_id, at)
), watched AS MATERIALIZED (
  SELECT w.shop_id, w.variant_id FROM watched_variants w
  WHERE (w.shop_id, w.variant_id) IN (SELECT g.shop_id, g.variant_id FROM given g)
  ORDER BY w.shop_id, w.variant_id FOR KEY SHARE
)
INSERT INTO product_interests AS i (shop_id, variant_id, kind, subscriber_id, at)
SELECT t.shop_id, t.variant_id, t.kind, t.subscriber_id, max(t.at)
FROM given t
JOIN watched w ON w.shop_id = t.shop_id AND w.variant_id = t.variant_id
JOIN subscribers s ON s.shop_id = t.shop_id AND s.id = t.subscriber_id AND s.redacted_at IS NULL
WHERE (SELECT count(*) FROM product_interests x WHERE x.shop_id = t.shop_id AND x.subscriber_id = t.subscriber_id) < $6::int
   OR EXISTS (SELECT FROM product_interests x WHERE x.shop_id = t.shop_id AND x.variant_id = t.variant_id AND x.kind = t.kind
              AND x.subscriber_id = t.subscriber_id)
GROUP BY t.shop_id, t.variant_id, t.kind, t.subscriber_id
ORDER BY t.shop_id, t.variant_id, t.kind, t.subscriber_id
ON CONFLICT (shop_id, variant_id, kind, subscriber_id) DO UPDATE SET at = greatest(i.at, excluded.at)
