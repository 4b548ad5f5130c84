-- Purpose: makes browsers known as subscribers', each proof once. A browser that is proven again belongs to the newer person.
-- Inputs:  $1 shop ids, $2 browsers, $3 subscriber ids, $4 what each is known by, $5 proofs, $6 times, $7 how many browsers one
--          person may have
-- Output:  nothing
-- Why not Prisma: many rows in one statement, in key order, so that two batches cannot deadlock.
WITH told AS (
  SELECT DISTINCT ON (t.shop_id, t.proof) t.*
  FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[])
    AS t(shop_id, browser, subscriber_id, known_by, proof, known_at)
  JOIN subscribers s ON s.shop_id = t.shop_id AND s.id = t.subscriber_id AND s.redacted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM browsers b WHERE b.shop_id = t.shop_id AND b.proof = t.proof)
  ORDER BY t.shop_id, t.proof, t.known_at, t.browser
), newest AS (
  SELECT DISTINCT ON (shop_id, browser) * FROM told ORDER BY shop_id, browser, known_at DESC, proof
), surplus AS (
  DELETE FROM browsers WHERE (shop_id, browser) IN (
    SELECT r.shop_id, r.browser FROM (
      SELECT b.shop_id, b.browser, row_number() OVER (PARTITION BY b.shop_id, b.subscriber_id ORDER BY b.known_at DESC, b.browser) AS place
      FROM browsers b WHERE (b.shop_id, b.subscriber_id) IN (SELECT n.shop_id, n.subscriber_id FROM newest n)
        AND (b.shop_id, b.browser) NOT IN (SELECT n.shop_id, n.browser FROM newest n)) AS r
    WHERE r.place >= $7)
)
INSERT INTO browsers (shop_id, browser, subscriber_id, known_by, proof, known_at)
SELECT shop_id, browser, subscriber_id, known_by, proof, known_at FROM newest
ON CONFLICT (shop_id, browser) DO UPDATE
SET subscriber_id = excluded.subscriber_id, known_by = excluded.known_by, proof = excluded.proof, known_at = excluded.known_at
WHERE excluded.known_at >= browsers.known_at
