-- Purpose: makes the rows of recipients that had none: the claimed rest of a campaign's chunk.
-- Inputs:  $1 shop id, $2 month, $3 class, $4 purpose, $5 source kind, $6 source id, $7 sender id, $8 expiry,
--          $9 ids, $10 subscriber ids, $11 bodies, $12 phones, $13 the number of each text's outcome, from 1;
--          the outcomes: $14 states, $15 due (of a claimed text: now), $16 encodings, $17 parts, $18 prices, $19 reasons,
--          $20 why-record ids; $21 now (business time), $22 provider, $23 codes of
--          short links
-- Output:  nothing. When someone has a row already nothing is made, and the unique key says so: write-claim.ts then says
--          ON CONFLICT DO NOTHING, and is told who is new. That costs each row two more looks into the widest index, and
--          next to no one has one.
-- Why not Prisma: 250 rows in one statement, with the key that makes "no one twice" true. A slice has few outcomes, most
--          often one, so they are told once and not for each of its rows.
INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at,
                      expires_at, body, encoding, parts, price_micros, phone, provider, claimed_at, ended_at, reason, why_id, created_at, link_code)
SELECT $1, $2::date, t.id, $3, $4, $5, $6, t.subscriber_id, $7, o.state, o.due_at, $8, t.body, o.encoding,
       o.parts, o.price, t.phone,
       CASE WHEN o.state = 'sending' THEN $22 END,
       CASE WHEN o.state = 'sending' THEN now() END,
       CASE WHEN o.state IN ('skipped', 'expired') THEN $21::timestamptz END, o.reason, o.why_id, $21, t.link_code
FROM unnest($9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::int[], $23::text[]) AS t(id, subscriber_id, body, phone, outcome, link_code)
JOIN unnest($14::text[], $15::timestamptz[], $16::text[], $17::int[], $18::bigint[], $19::text[], $20::uuid[]) WITH ORDINALITY
  AS o(state, due_at, encoding, parts, price, reason, why_id, number) ON o.number = t.outcome
