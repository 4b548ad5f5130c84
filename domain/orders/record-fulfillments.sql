-- Purpose: writes fulfillments as they stand after the news.
-- Inputs:  $1 shop ids, $2 ids, $3 order ids, $4 statuses or null, $5 tracking (jsonb), $6 lines (jsonb), $7 milestones (jsonb),
--          $8 estimates of the delivery or null, $9 when those were told or null, $10 when the store made them or null,
--          $11 their first news or null, $12 their newest news or null
-- Output:  nothing
-- Why not Prisma: hundreds of rows in one statement. The caller holds the orders (lock-orders.ts), so no row has changed since it
--          was read.
INSERT INTO fulfillments AS f (shop_id, id, order_id, status, tracking, lines, milestones, estimated_delivery_at, estimated_at,
                               fulfilled_at, first_news_at, news_at)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::jsonb[], $8::timestamptz[],
                     $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[])
  AS t(shop_id, id, order_id, status, tracking, lines, milestones, estimated_delivery_at, estimated_at, fulfilled_at, first_news_at, news_at)
ORDER BY t.shop_id, t.id
ON CONFLICT (shop_id, id) DO UPDATE
SET status = excluded.status, tracking = excluded.tracking, lines = excluded.lines, milestones = excluded.milestones,
    estimated_delivery_at = excluded.estimated_delivery_at, estimated_at = excluded.estimated_at,
    fulfilled_at = excluded.fulfilled_at, first_news_at = excluded.first_news_at, news_at = excluded.news_at
