-- Purpose: what happened in a day, counted by minute: orders, checkouts left without an order, campaigns and replies. No shop, person or word
--          is in it. Also by shop and hour, for the forecast.
-- Inputs:  $1 from, $2 until, $3 a shop's id or null for all, $4 'minute' or 'hour'
-- Output:  kind, shop, at, count
-- Why not Prisma: groups over every shop. Orders and checkouts have no index by time, so both are read from end to end: this is for an
--          operator's question, on the replica where there is one.
SELECT 'order' AS kind, shop_id AS "shopId", date_trunc($4::text, placed_at) AS at, count(*)::int AS count
FROM orders WHERE placed_at >= $1 AND placed_at < $2 AND ($3::uuid IS NULL OR shop_id = $3) GROUP BY 2, 3
UNION ALL
SELECT 'cart', shop_id, date_trunc($4::text, created_at), count(*)::int
FROM checkouts WHERE created_at >= $1 AND created_at < $2 AND completed_at IS NULL AND ($3::uuid IS NULL OR shop_id = $3) GROUP BY 2, 3
UNION ALL
SELECT 'campaign', shop_id, date_trunc($4::text, started_at), sum(audience_count)::int
FROM campaigns WHERE started_at >= $1 AND started_at < $2 AND ($3::uuid IS NULL OR shop_id = $3) GROUP BY 2, 3
UNION ALL
SELECT CASE meaning WHEN 'opt-out' THEN 'stop' WHEN 'help' THEN 'help' ELSE 'talk' END, shop_id, date_trunc($4::text, received_at), count(*)::int
FROM inbound_texts WHERE received_at >= $1 AND received_at < $2 AND ($3::uuid IS NULL OR shop_id = $3) GROUP BY 1, 2, 3
