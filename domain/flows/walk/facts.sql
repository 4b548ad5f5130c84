-- Purpose: everything that decides about people on their walk, read at once: by the ids of their enrollments,
--          or for enrollments that are about to be written.
-- Inputs:  $1 shop ids, $2 enrollment ids; of those that aren't written yet: $3 shop ids, $4 ids, $5 flow ids, $6 version ids,
--          $7 subscriber ids, $8 subjects, $9 what they are about or null, $10 steps to run next, $11 started at,
--          $12 whether that is an order or a checkout (else none is looked for), $13 the steps taken already
-- Output:  a row for each, and its flow locked in share mode: a pause waits for us or is seen
-- Why not Prisma: hundreds at once, over six tables. Orders are looked up by orders_shop_id_subscriber_id_placed_at_idx.
-- Asked first and once: looked for from the flow, each would be found among all who ever walked it.
WITH asked AS MATERIALIZED (
  SELECT e.*, true AS is_about_row FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
  CROSS JOIN LATERAL (
    SELECT own.shop_id, own.id, own.flow_id, own.version_id, own.subscriber_id, own.subject, own.about, own.event, own.state, own.step_id, own.trail,
           own.memory, own.waits_for, own.waiting_since, own.started_at, own.exited_because, own.traceparent
    FROM enrollments own WHERE own.shop_id = t.shop_id AND own.id = t.id
    OFFSET 0
  ) e
  UNION ALL
  SELECT n.shop_id, n.id, n.flow_id, n.version_id, n.subscriber_id, n.subject, n.about, NULL, 'waiting', n.step_id, n.trail, '{}', NULL, NULL,
         n.started_at, NULL, NULL, n.is_about_row
  FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::timestamptz[],
              $12::boolean[], $13::text[])
    AS n(shop_id, id, flow_id, version_id, subscriber_id, subject, about, step_id, started_at, is_about_row, trail)
), held AS (
  SELECT f.shop_id, f.id, f.state, f.name, f.preset FROM flows f
  WHERE (f.shop_id, f.id) IN (SELECT a.shop_id, a.flow_id FROM asked a)
  ORDER BY f.shop_id, f.id
  FOR SHARE
)
SELECT e.shop_id AS "shopId", e.id, e.flow_id AS "flowId", e.version_id AS "versionId", e.subscriber_id AS "subscriberId",
       e.subject, e.event, e.state, e.step_id AS "stepId", e.trail, e.memory, e.waits_for AS "waitsFor", e.waiting_since AS "waitingSince",
       coalesce(s.time_zone, sh.time_zone) AS "timeZone", e.started_at AS "startedAt", e.exited_because AS "exitedBecause", e.traceparent,
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
                   AND x.placed_at < e.started_at AND x.id <> coalesce(e.about, e.subject)) AS "isFirstOrder",
       w.is_available AS "isInStock", w.price_micros AS "variantMicros"
FROM asked e
JOIN held h ON h.shop_id = e.shop_id AND h.id = e.flow_id
JOIN shops sh ON sh.id = e.shop_id
LEFT JOIN subscribers s ON s.shop_id = e.shop_id AND s.id = e.subscriber_id
LEFT JOIN checkouts c ON c.shop_id = CASE WHEN e.is_about_row THEN e.shop_id END AND c.token = coalesce(e.about, e.subject)
LEFT JOIN orders o ON o.shop_id = CASE WHEN e.is_about_row THEN e.shop_id END AND o.id = coalesce(e.about, e.subject)
LEFT JOIN watched_variants w ON w.shop_id = e.shop_id
  AND w.variant_id = CASE WHEN coalesce(e.about, e.subject) LIKE 'variant %' THEN substr(coalesce(e.about, e.subject), 9) END
