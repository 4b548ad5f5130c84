-- Purpose: which shop last texted a phone from a number, of all shops that hold or held the number.
-- Inputs:  $1 our numbers (E.164), $2 hashes of the phones
-- Output:  one row a pair that was texted
-- Why not Prisma: a lateral join over three tables. Served by senders_phone_idx, subscribers' unique number and messages_once.
SELECT DISTINCT ON (t.phone, t.phone_hash) t.phone, t.phone_hash AS "phoneHash", s.shop_id AS "shopId"
FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS t(phone, phone_hash)) AS t
JOIN senders s ON s.phone = t.phone
JOIN subscribers p ON p.shop_id = s.shop_id AND p.phone_hash = t.phone_hash
JOIN messages m ON m.shop_id = p.shop_id AND m.subscriber_id = p.id AND m.sender_id = s.id
WHERE m.handed_at IS NOT NULL OR m.claimed_at IS NOT NULL
ORDER BY t.phone, t.phone_hash, coalesce(m.handed_at, m.claimed_at) DESC, s.released_at DESC NULLS FIRST
