-- Purpose: what people have done since their walks began, for steps that ask.
-- Inputs:  $1 shop ids, $2 enrollment ids
-- Output:  for each, the latest order, tap of a link in a text of the walk, and reply; null: none
-- Why not Prisma: hundreds at once, over four tables. By orders_shop_id_subscriber_id_placed_at_idx, clicks_shop_id_subscriber_id_clicked_at_idx
--          and inbound_texts_shop_id_conversation_id_received_at_idx.
SELECT e.id, o.ordered, k.clicked, r.replied, r.reply
FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
JOIN enrollments e ON e.shop_id = t.shop_id AND e.id = t.id
CROSS JOIN LATERAL (
  SELECT max(x.placed_at) AS ordered FROM orders x
  WHERE x.shop_id = e.shop_id AND x.subscriber_id = e.subscriber_id AND x.placed_at >= e.started_at AND x.id <> coalesce(e.about, e.subject)
) o
CROSS JOIN LATERAL (
  SELECT max(c.clicked_at) AS clicked FROM clicks c
  JOIN messages m ON m.shop_id = c.shop_id AND m.month = c.message_month AND m.id = c.message_id AND m.source_id = e.id
  WHERE c.shop_id = e.shop_id AND c.subscriber_id = e.subscriber_id AND c.clicked_at >= e.started_at AND c.counted
) k
LEFT JOIN LATERAL (
  SELECT i.received_at AS replied, i.body AS reply FROM conversations c
  JOIN inbound_texts i ON i.shop_id = c.shop_id AND i.conversation_id = c.id
  WHERE c.shop_id = e.shop_id AND c.subscriber_id = e.subscriber_id AND i.received_at >= e.started_at
    AND i.meaning NOT IN ('opt-out', 'help')
  ORDER BY i.received_at DESC, i.id DESC LIMIT 1
) r ON true
