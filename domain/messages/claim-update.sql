-- Purpose: writes the claim's decision into rows that were waiting.
-- Inputs:  $1 shop id, $2 months, $3 ids, $4 states, $5 due (of a claimed text: now), $6 bodies, $7 encodings, $8 parts, $9 prices, $10 phones,
--          $11 reasons, $12 why-records, $13 now (business time), $14 seconds a claim lasts, $15 provider
-- Output:  nothing
-- Why not Prisma: 250 rows in one statement. The rows are locked already (claim-waiting.sql).
UPDATE messages m
SET state = t.state, due_at = t.due_at, body = coalesce(t.body, m.body), encoding = t.encoding,
    parts = t.parts, price_micros = t.price, phone = t.phone, reason = t.reason, why = t.why,
    provider = CASE WHEN t.state = 'sending' THEN $15 END,
    claimed_at = CASE WHEN t.state = 'sending' THEN now() END,
    claim_ends_at = CASE WHEN t.state = 'sending' THEN clock_timestamp() + make_interval(secs => $14) END,
    ended_at = CASE WHEN t.state IN ('skipped', 'expired') THEN $13::timestamptz END
FROM unnest($2::date[], $3::uuid[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::int[], $9::bigint[], $10::text[],
            $11::text[], $12::jsonb[]) AS t(month, id, state, due_at, body, encoding, parts, price, phone, reason, why)
WHERE m.shop_id = $1 AND m.month = t.month AND m.id = t.id
