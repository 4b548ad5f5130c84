-- Purpose: the subscribers that a customer's privacy request is about, held until it is done.
-- Inputs:  $1 shop id, $2 the store's customer id or null, $3 phone hash or null
-- Output:  one row each, locked in id order as the claim of a slice does
-- Why not Prisma: it cannot lock rows.
SELECT id, customer_id AS "customerId" FROM subscribers
WHERE shop_id = $1 AND (customer_id = $2 OR phone_hash = $3)
ORDER BY id
FOR NO KEY UPDATE
