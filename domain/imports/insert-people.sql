-- Purpose: makes the subscribers of a piece of a file whom nobody knew, with their consent.
-- Inputs:  $1 shop id, $2 ids, $3 phone hashes (in their order, no one twice), $4 phones, $5 e-mails, $6 first names, $7 last
--          names, $8 their kind (its place in the next arrays, from 1), $9 ids of the ledger's entries, $10 lines, $11 when
--          they decided; of each kind: $12 countries, $13 regions, $14 time zones, $15 signatures, $16 places (JSON), $17 tags
--          (JSON arrays), $18 states;
--          $19 now, $20 the words, $21 evidence (JSON)
-- Output:  none. Fails when somebody has come to be known meanwhile; the caller looks again.
-- Why not Prisma: ten thousand people in one statement. What thousands share is sent and read once.
WITH kinds AS MATERIALIZED (
  SELECT t.kind, t.country, t.region, t.time_zone, t.signature, t.places, t.state,
         ARRAY(SELECT jsonb_array_elements_text(t.tags)) AS tags
  FROM unnest($12::text[], $13::text[], $14::text[], $15::text[], $16::jsonb[], $17::jsonb[], $18::text[])
    WITH ORDINALITY AS t(country, region, time_zone, signature, places, tags, state, kind)
), people AS MATERIALIZED (
  SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::uuid[], $10::int[],
                       $11::timestamptz[])
    AS t(id, phone_hash, phone, email, first_name, last_name, kind, entry_id, line, at)
), made AS (
  INSERT INTO subscribers (shop_id, id, phone, phone_hash, email, first_name, last_name, country, region, time_zone, places,
                           rule_signature, marketing, marketing_at, tags, page_key, created_at, updated_at)
  SELECT $1::uuid, p.id, p.phone, p.phone_hash, p.email, p.first_name, p.last_name, k.country, k.region, k.time_zone, k.places,
         k.signature, k.state, p.at, k.tags, floor(random() * 2147483647)::int, $19::timestamptz, $19::timestamptz
  FROM people p JOIN kinds k USING (kind)
)
INSERT INTO consent_events (shop_id, id, subscriber_id, phone_hash, scope, state, source, text_shown, evidence, applied,
                            occurred_at, recorded_at)
SELECT $1::uuid, p.entry_id, p.id, p.phone_hash, 'marketing', k.state, 'import', CASE WHEN k.state = 'subscribed' THEN $20 END, $21::jsonb || jsonb_build_object('line', p.line),
       true, p.at, $19::timestamptz
FROM people p JOIN kinds k USING (kind)
