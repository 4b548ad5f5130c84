-- Purpose: reads and holds the subscribers of these numbers until the news about them is written.
-- Inputs:  $1 shop ids, $2 phone hashes
-- Output:  one row each. Locked in id order, as the claim of a slice locks its people: no deadlock with it.
-- Why not Prisma: it cannot lock rows.
SELECT s.shop_id AS "shopId", s.id, s.phone_hash AS "phoneHash", s.phone, s.customer_id AS "customerId", s.email,
       s.first_name AS "firstName", s.last_name AS "lastName", s.places, s.tags,
       s.redacted_at AS "redactedAt", coalesce(s.erased_at, s.redacted_at) AS "erasedAt", s.identity_news AS "identityTimes",
       s.store_news_at AS "storeEventAt"
FROM subscribers s
JOIN unnest($1::uuid[], $2::text[]) AS t(shop_id, phone_hash) USING (shop_id, phone_hash)
ORDER BY s.shop_id, s.id
FOR NO KEY UPDATE OF s
