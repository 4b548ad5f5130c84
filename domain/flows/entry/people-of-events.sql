-- Purpose: whom events that other programs report are about, each named in one of four ways.
-- Inputs:  $1 numbers of the events, $2 shop ids, $3 subscriber ids, $4 hashes of phone numbers, $5 the store's customer ids,
--          $6 lower-case e-mail addresses; all but one of $3 to $6 are null
-- Output:  the events' numbers with the one subscriber that is meant; none for no one, for two, and in a shop without the app
-- Why not Prisma: hundreds of events in one statement, each by its own index.
SELECT t.n, min(p.id::text) AS "subscriberId"
FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[])
  AS t(n, shop_id, subscriber_id, phone_hash, customer_id, email)
JOIN shops h ON h.id = t.shop_id AND h.installed_at IS NOT NULL AND h.uninstalled_at IS NULL
CROSS JOIN LATERAL (
  SELECT s.id FROM subscribers s WHERE s.shop_id = t.shop_id AND s.id = t.subscriber_id AND s.redacted_at IS NULL
  UNION ALL
  SELECT s.id FROM subscribers s WHERE s.shop_id = t.shop_id AND s.phone_hash = t.phone_hash AND s.redacted_at IS NULL
  UNION ALL
  (SELECT s.id FROM subscribers s
   WHERE s.shop_id = t.shop_id AND s.customer_id = t.customer_id AND s.redacted_at IS NULL LIMIT 2)
  UNION ALL
  (SELECT s.id FROM subscribers s
   WHERE s.shop_id = t.shop_id AND s.email IS NOT NULL AND lower(s.email) = t.email AND s.redacted_at IS NULL LIMIT 2)
) p
GROUP BY t.n
HAVING count(*) = 1
