-- Purpose: the subscribers that a customer's privacy request may be about, held until it is done.
-- Inputs:  $1 shop id, $2 the store's customer id or null, $3 phone hash or null, $4 e-mail address in small letters or null
-- Output:  one row each, with the newest news of who they are, locked in id order as the claim of a slice does; isNamed: by customer or number, and not by the address
--          alone. An address does not name people who are another customer of the store's.
-- Why not Prisma: it cannot lock rows. Rare, and within one shop: the address is looked for without an index.
SELECT id, customer_id AS "customerId", redacted_at IS NOT NULL AS "isErased",
       (SELECT to_timestamp(max(value::int8) / 1000.0) FROM jsonb_each_text(identity_news)) AS "knownSince", (customer_id = $2 OR phone_hash = $3) IS TRUE AS "isNamed" FROM subscribers
WHERE shop_id = $1 AND (customer_id = $2 OR phone_hash = $3 OR (customer_id IS NULL AND lower(trim(email)) = $4::text))
ORDER BY id
FOR NO KEY UPDATE
