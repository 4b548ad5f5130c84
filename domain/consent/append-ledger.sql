-- Purpose: appends decisions to the consent ledger.
-- Inputs:  $1 shop ids, $2 ids, $3 subscriber ids, $4 phone hashes, $5 scopes, $6 states, $7 sources, $8 texts shown,
--          $9 form versions, $10 IPs, $11 double opt-ins, $12 evidence (JSON), $13 applied, $14 reasons, $15 when decided,
--          $16 now
-- Output:  none
-- Why not Prisma: hundreds at once, in the transaction of the news.
INSERT INTO consent_events (shop_id, id, subscriber_id, phone_hash, scope, state, source, text_shown, form_version, ip,
                            double_opt_in, evidence, applied, reason, occurred_at, recorded_at)
SELECT t.shop_id, t.id, t.subscriber_id, t.phone_hash, t.scope, t.state, t.source, t.text_shown, t.form_version, t.ip,
       t.double_opt_in, t.evidence, t.applied, t.reason, t.occurred_at, $16::timestamptz
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::text[], $12::jsonb[], $13::boolean[], $14::text[], $15::timestamptz[])
  AS t(shop_id, id, subscriber_id, phone_hash, scope, state, source, text_shown, form_version, ip, double_opt_in, evidence,
       applied, reason, occurred_at)
