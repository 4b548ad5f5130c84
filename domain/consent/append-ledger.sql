-- Purpose: appends decisions to the consent ledger.
-- Inputs:  $1 shop ids, $2 ids, $3 subscriber ids, $4 phone hashes, $5 states, $6 sources, $7 texts shown, $8 form
--          versions, $9 IPs, $10 evidence (JSON), $11 applied, $12 reasons, $13 when decided, $14 now
-- Output:  none
-- Why not Prisma: hundreds at once, in the transaction of the news.
INSERT INTO consent_events (shop_id, id, subscriber_id, phone_hash, scope, state, source, text_shown, form_version, ip,
                            evidence, applied, reason, occurred_at, recorded_at)
SELECT t.shop_id, t.id, t.subscriber_id, t.phone_hash, 'marketing', t.state, t.source, t.text_shown, t.form_version, t.ip,
       t.evidence, t.applied, t.reason, t.occurred_at, $14::timestamptz
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::jsonb[], $11::boolean[], $12::text[], $13::timestamptz[])
  AS t(shop_id, id, subscriber_id, phone_hash, state, source, text_shown, form_version, ip, evidence, applied, reason, occurred_at)
