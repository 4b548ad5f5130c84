-- Purpose: the conversation in which someone is asked for double opt-in (opened when there is none), and what the question
--          needs to know.
-- Inputs:  $1 shop ids, $2 subscriber ids, $3 new conversation ids, $4 now
-- Output:  one row a person
-- Why not Prisma: a batch in one statement, in the transaction of the sign-ups.
WITH opened AS (
  INSERT INTO conversations AS c (shop_id, id, subscriber_id, last_text_at)
  SELECT shop_id, id, subscriber_id, $4::timestamptz
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS t(shop_id, subscriber_id, id)
  ORDER BY shop_id, subscriber_id
  ON CONFLICT (shop_id, subscriber_id) DO UPDATE SET last_text_at = c.last_text_at
  RETURNING shop_id, id, subscriber_id
)
SELECT o.subscriber_id AS "subscriberId", o.id AS "conversationId", s.country, s.first_name AS "firstName",
       s.last_name AS "lastName",
       coalesce(c.brand_name, h.name, split_part(h.domain, '.', 1)) AS brand
FROM opened o
JOIN subscribers s ON s.shop_id = o.shop_id AND s.id = o.subscriber_id
JOIN shops h ON h.id = o.shop_id
LEFT JOIN shop_settings c ON c.shop_id = o.shop_id
