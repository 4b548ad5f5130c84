-- Purpose: so many texts of one campaign that were handed over a moment ago, to as many subscribers, for their receipts.
-- Inputs:  $1 shop id, $2 sender id, $3 campaign id, $4 month, $5 ids, $6 now
-- Output:  nothing
-- Why not Prisma: a hundred thousand rows in one statement.
INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at, expires_at,
                      body, encoding, parts, price_micros, phone, provider, provider_id, handed_at, created_at)
SELECT $1, $4, id, 'campaign', 'marketing', 'campaign', $3, gen_random_uuid(), $2, 'accepted', $6,
       $6::timestamptz + interval '1 day', 'Harbor Candles: 20% off everything until Sunday, Ada. https://crt.test/l/9vXb2kQ Reply STOP to opt out',
       'gsm-7', 1, 8300, '+1312' || (2000000 + n), 'twilio', 'SM' || replace(id::text, '-', ''), $6, $6
FROM unnest($5::uuid[]) WITH ORDINALITY AS t(id, n)
