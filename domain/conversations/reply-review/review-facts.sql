-- Purpose: what a decision about a reply is recorded and confirmed with.
-- Inputs:  $1 shop id, $2 the inbound text's id
-- Output:  its words, its conversation and number, and who answers
-- Why not Prisma: four tables, in the transaction of the decision.
SELECT t.body, t.conversation_id AS "conversationId", t.sender_id AS "senderId", c.help_text AS "helpText",
       coalesce(c.brand_name, h.name, split_part(h.domain, '.', 1)) AS brand, h.email AS "shopEmail"
FROM inbound_texts t
JOIN shops h ON h.id = t.shop_id
LEFT JOIN shop_settings c ON c.shop_id = t.shop_id
WHERE t.shop_id = $1 AND t.id = $2
