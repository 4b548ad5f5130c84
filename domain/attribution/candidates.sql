-- Purpose: the taps that may have led to orders, with the campaign or flow whose text was tapped. An uncertain tap is one of them
--          only when the order's visit began with that very link.
-- Inputs:  $1 positions of the orders in the caller's list, $2 shop ids, $3 subscriber ids or null, $4 the code in the landing
--          page's address or null, $5 since, $6 until
-- Output:  the taps, each with the position of its order and how it is known to be the buyer's
-- Why not Prisma: hundreds of orders at once. Served by clicks_shop_id_subscriber_id_clicked_at_idx, and for landing pages by
--          the key of short_links and clicks_shop_id_message_id_idx.
WITH asked AS (
  SELECT * FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[])
    AS t(position, shop_id, subscriber_id, code, since, until)
), taps AS (
  SELECT a.position, c.*, 'subscriber' AS through
  FROM asked a JOIN clicks c ON c.shop_id = a.shop_id AND c.subscriber_id = a.subscriber_id AND c.clicked_at BETWEEN a.since AND a.until
  WHERE c.counted
  UNION ALL
  SELECT a.position, c.*, 'landing-page' AS through
  FROM asked a
  JOIN short_links l ON l.code = a.code AND l.shop_id = a.shop_id
  JOIN clicks c ON c.shop_id = l.shop_id AND c.message_id = l.message_id AND c.code = l.code AND c.clicked_at BETWEEN a.since AND a.until
  WHERE c.counted AND c.subscriber_id IS DISTINCT FROM a.subscriber_id OR c.ignored_because = 'uncertain'
)
SELECT t.position, t.id AS "clickId", t.message_month AS "messageMonth", t.message_id AS "messageId", t.clicked_at AS "clickedAt",
       t.through, t.code, t.counted, m.source_kind AS "sourceKind", coalesce(e.flow_id, m.source_id) AS "sourceId"
FROM taps t
JOIN messages m ON m.shop_id = t.shop_id AND m.month = t.message_month AND m.id = t.message_id
LEFT JOIN enrollments e ON m.source_kind = 'flow' AND e.shop_id = m.shop_id AND e.id = m.source_id
WHERE m.source_kind IN ('campaign', 'flow')
