-- Purpose: everything that decides about people on their walk, read at once.
-- Inputs:  $1 shop ids, $2 enrollment ids
-- Output:  a row for each, and its flow locked in share mode: a pause waits for us or is seen
-- Why not Prisma: hundreds at once, over six tables. Orders are looked up by orders_shop_id_subscriber_id_placed_at_idx.
-- Asked first and once: looked for from the flow, each would be found among all who ever walked it.
WITH asked AS MATERIALIZED (
  SELECT e.* FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
  JOIN enrollments e ON e.shop_id = t.shop_id AND e.id = t.id
), held AS (
  SELECT f.shop_id, f.id, f.state, f.name, f.preset FROM flows f
  WHERE (f.shop_id, f.id) IN (SELECT a.shop_id, a.flow_id FROM asked a)
  ORDER BY f.shop_id, f.id
  FOR SHARE
)
SELECT e.shop_id AS "shopId", e.id, e.flow_id AS "flowId", e.version_id AS "versionId", e.subscriber_id AS "subscriberId",
       e.subject, e.event, e.state, e.step_id AS "stepId", e.trail, e.memory, e.waits_for AS "waitsFor", e.waiting_since AS "waitingSince",
       coalesce(s.time_zone, sh.time_zone) AS "timeZone", e.started_at AS "startedAt", e.exited_because AS "exitedBecause",
       h.state AS "flowState", h.preset AS "flowPreset", h.name AS "flowName", sh.uninstalled_at IS NULL AS "isShopLive",
       s.marketing, c.news_at AS "cartAt", c.completed_at AS "completedAt", c.total_micros AS "cartMicros",
       o.placed_at AS "placedAt", o.cancelled_at AS "cancelledAt", o.total_micros AS "orderMicros",
       EXISTS (SELECT FROM orders x WHERE x.shop_id = e.shop_id AND x.subscriber_id = e.subscriber_id
               AND x.placed_at >= e.started_at AND x.id <> coalesce(e.about, e.subject)) AS "hasOrdered",
       -- What the storefront's browsers told; the subjects are those of domain/intake/browsing-events.ts.
       CASE WHEN coalesce(e.about, e.subject) ~ '^cart [0-9a-f-]{36}$'
            THEN EXISTS (SELECT FROM browsed_carts b WHERE b.shop_id = e.shop_id AND b.ended_at IS NOT NULL
                         AND b.id = substr(coalesce(e.about, e.subject), 6)::uuid)
            ELSE false END AS "hasCartEnded",
       CASE WHEN coalesce(e.about, e.subject) LIKE 'viewed %'
            THEN EXISTS (SELECT FROM browse_events b WHERE b.shop_id = e.shop_id AND b.subscriber_id = e.subscriber_id
                         AND b.at >= e.started_at AND b.kind = 'added-to-cart'
                         AND b.product_id = split_part(coalesce(e.about, e.subject), ' ', 2))
            ELSE false END AS "hasAddedToCart",
       NOT EXISTS (SELECT FROM orders x WHERE x.shop_id = e.shop_id AND x.subscriber_id = e.subscriber_id
                   AND x.placed_at < e.started_at AND x.id <> coalesce(e.about, e.subject)) AS "isFirstOrder"
FROM asked e
JOIN held h ON h.shop_id = e.shop_id AND h.id = e.flow_id
JOIN shops sh ON sh.id = e.shop_id
LEFT JOIN subscribers s ON s.shop_id = e.shop_id AND s.id = e.subscriber_id
LEFT JOIN checkouts c ON c.shop_id = e.shop_id AND c.token = coalesce(e.about, e.subject)
LEFT JOIN orders o ON o.shop_id = e.shop_id AND o.id = coalesce(e.about, e.subject)
