-- Purpose: holds the facts of everyone whose orders are about to change, all in one order: an order and a refund are written
--          by two statements, and two batches that each held one of two people would wait for each other for ever.
-- Inputs:  $1 shop ids, $2 order ids, $3 their buyers as the news have them, or null
-- Output:  nothing; the locks end with the transaction. Who has no facts yet is held already, as a subscriber.
-- Why not Prisma: it cannot lock rows.
SELECT FROM subscriber_facts f
JOIN (
  SELECT t.shop_id, t.subscriber_id FROM unnest($1::uuid[], $3::uuid[]) AS t(shop_id, subscriber_id) WHERE t.subscriber_id IS NOT NULL
  UNION
  SELECT o.shop_id, o.subscriber_id
  FROM orders o JOIN unnest($1::uuid[], $2::text[]) AS t(shop_id, order_id) ON o.shop_id = t.shop_id AND o.id = t.order_id
  WHERE o.subscriber_id IS NOT NULL
) AS buyers ON f.shop_id = buyers.shop_id AND f.subscriber_id = buyers.subscriber_id
ORDER BY f.shop_id, f.subscriber_id
FOR NO KEY UPDATE OF f
