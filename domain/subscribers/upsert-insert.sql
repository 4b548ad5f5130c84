-- Purpose: makes a subscriber for each number that has none; what is known of them follows in upsert-update.sql.
-- Inputs:  $1 shop ids, $2 phone hashes (no pair twice), $3 new ids, $4 now
-- Output:  none. In the order of the unique key: two batches that make the same people wait, and do not deadlock.
-- Why not Prisma: hundreds of people in one statement, inside the transaction of the news.
INSERT INTO subscribers (shop_id, id, phone_hash, page_key, created_at, updated_at)
SELECT t.shop_id, t.id, t.phone_hash, floor(random() * 2147483647)::int, $4::timestamptz, $4::timestamptz
FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS t(shop_id, phone_hash, id)
WHERE NOT EXISTS (SELECT 1 FROM subscribers s WHERE s.shop_id = t.shop_id AND s.phone_hash = t.phone_hash)
ORDER BY t.shop_id, t.phone_hash
ON CONFLICT (shop_id, phone_hash) DO NOTHING
