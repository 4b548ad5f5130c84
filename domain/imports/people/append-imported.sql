-- Purpose: what the ledger keeps of people that an import has just made.
-- Inputs:  $1 shop id, $2 their ids, $3 phone hashes, $4 ids of the entries, $5 lines of the file, $6 when they decided,
--          $7 their kind (its place in the next array, from 1), $8 states of the kinds; $9 now, $10 the words,
--          $11 evidence (JSON)
-- Output:  none
-- Why not Prisma: ten thousand entries in one statement. What all share is sent once.
INSERT INTO consent_events (shop_id, id, subscriber_id, phone_hash, scope, state, source, text_shown, evidence, applied,
                            occurred_at, recorded_at)
SELECT $1::uuid, p.entry_id, p.id, p.phone_hash, 'marketing', p.state, 'import', CASE WHEN p.state = 'subscribed' THEN $10 END,
       $11::jsonb || jsonb_build_object('line', p.line), true, p.at, $9::timestamptz
FROM (SELECT t.*, ($8::text[])[t.kind] AS state
      FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::timestamptz[], $7::int[])
        AS t(id, phone_hash, entry_id, line, at, kind)) p
