-- Purpose: makes the rows of recipients that had none: the claimed rest of a campaign's chunk.
-- Inputs:  $1 shop id, $2 month, $3 class, $4 purpose, $5 source kind, $6 source id, $7 sender id, $8 expiry,
--          $9 ids, $10 subscriber ids, $11 states, $12 due (of a claimed text: now), $13 bodies, $14 encodings, $15 parts, $16 prices, $17 phones,
--          $18 reasons, $19 why-record ids, $20 now (business time), $21 provider
-- Output:  the ids that were made; one missing had its row already and must not be sent again
-- Why not Prisma: 250 rows in one statement, with the key that makes "nobody twice" true.
INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at,
                      expires_at, body, encoding, parts, price_micros, phone, provider, claimed_at, ended_at, reason, why_id, created_at)
SELECT $1, $2::date, t.id, $3, $4, $5, $6, t.subscriber_id, $7, t.state, t.due_at, $8, t.body, t.encoding,
       t.parts, t.price, t.phone,
       CASE WHEN t.state = 'sending' THEN $21 END,
       CASE WHEN t.state = 'sending' THEN now() END,
       CASE WHEN t.state IN ('skipped', 'expired') THEN $20::timestamptz END, t.reason, t.why_id, $20
FROM unnest($9::uuid[], $10::uuid[], $11::text[], $12::timestamptz[], $13::text[], $14::text[], $15::int[], $16::bigint[],
            $17::text[], $18::text[], $19::uuid[])
  AS t(id, subscriber_id, state, due_at, body, encoding, parts, price, phone, reason, why_id)
ON CONFLICT DO NOTHING
RETURNING id
