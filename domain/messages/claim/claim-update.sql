-- Purpose: writes the claim's decision into rows that were waiting.
-- Inputs:  $1 shop ids, $2 months, $3 ids, $4 states, $5 due (of a claimed text: now), $6 bodies, $7 encodings, $8 parts, $9 prices, $10 phones,
--          $11 reasons, $12 why-record ids, $13 now (business time), $14 provider, $15 the months once each,
--          $16 codes of short links, $17 variants (null: as it was)
-- Output:  nothing
-- Why not Prisma: 250 rows in one statement. The rows are locked already (claim-waiting.sql). All columns of the key
--          are named for each row, and the months once for all, so that no other plan and no other partition is considered.
UPDATE messages m
SET state = t.state, due_at = t.due_at, body = coalesce(t.body, m.body), encoding = t.encoding,
    parts = t.parts, price_micros = t.price, phone = t.phone, reason = t.reason, why_id = t.why_id,
    link_code = coalesce(t.link_code, m.link_code), variant = coalesce(t.variant, m.variant),
    provider = CASE WHEN t.state = 'sending' THEN $14 END,
    claimed_at = CASE WHEN t.state = 'sending' THEN now() END,
    ended_at = CASE WHEN t.state IN ('skipped', 'expired') THEN $13::timestamptz END
FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::int[], $9::bigint[],
            $10::text[], $11::text[], $12::uuid[], $16::text[], $17::text[])
  AS t(shop_id, month, id, state, due_at, body, encoding, parts, price, phone, reason, why_id, link_code, variant)
WHERE m.month = ANY($15::date[]) AND m.shop_id = t.shop_id AND m.month = t.month AND m.id = t.id
