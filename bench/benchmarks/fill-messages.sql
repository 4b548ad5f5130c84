-- Purpose: many delivered texts of one month, of many shops, as months of sending leave them.
-- Inputs:  $1 shop ids, $2 campaign ids (one a shop), $3 sender id, $4 month, $5 first number, $6 last number, $7 when they were handed over
-- Output:  nothing
-- Why not Prisma: a hundred million rows.
INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at, expires_at,
                      body, encoding, parts, price_micros, phone, provider, provider_id, claimed_at, handed_at, sent_at, delivered_at,
                      ended_at, created_at)
SELECT ($1::uuid[])[at], $4, uuidv7(), 'campaign', 'marketing', 'campaign', ($2::uuid[])[at], gen_random_uuid(), $3, 'delivered', $7,
       $7::timestamptz + interval '1 day',
       'Harbor Candles: 20% off everything until Sunday, Ada. https://crt.test/l/9vXb2kQ Reply STOP to opt out', 'gsm-7', 1, 8300,
       '+1312' || (2000000 + n % 8000000), 'twilio', 'SM' || md5(n::text), $7, $7, $7, $7, $7, $7
FROM generate_series($5::int8, $6::int8) AS n, LATERAL (SELECT (1 + n % cardinality($1::uuid[]))::int AS at) AS place
