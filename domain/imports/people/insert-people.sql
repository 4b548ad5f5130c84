-- Purpose: makes the subscribers of a piece of a file whom no one knew.
-- Inputs:  $1 shop id, $2 ids, $3 phone hashes (in their order, no one twice), $4 phones, $5 e-mails, $6 first names, $7 last
--          names, $8 their kind (its place in the next arrays, from 1), $9 when they decided; of each kind: $10 countries,
--          $11 regions, $12 time zones, $13 signatures, $14 places (JSON), $15 tags (JSON arrays), $16 states; $17 now
-- Output:  none. Fails when someone has come to be known meanwhile; the caller looks again.
-- Why not Prisma: ten thousand people in one statement. What thousands share is sent and read once.
INSERT INTO subscribers (shop_id, id, phone, phone_hash, email, first_name, last_name, country, region, time_zone, places,
                         rule_signature, marketing, marketing_at, tags, page_key, created_at, updated_at)
SELECT $1::uuid, p.id, p.phone, p.phone_hash, p.email, p.first_name, p.last_name, k.country, k.region, k.time_zone, k.places,
       k.signature, k.state, p.at, k.tags, floor(random() * 2147483647)::int, $17::timestamptz, $17::timestamptz
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::timestamptz[])
  AS p(id, phone_hash, phone, email, first_name, last_name, kind, at)
JOIN (
  SELECT t.kind, t.country, t.region, t.time_zone, t.signature, t.places, t.state,
         ARRAY(SELECT jsonb_array_elements_text(t.tags)) AS tags
  FROM unnest($10::text[], $11::text[], $12::text[], $13::text[], $14::jsonb[], $15::jsonb[], $16::text[])
    WITH ORDINALITY AS t(country, region, time_zone, signature, places, tags, state, kind)
) k USING (kind)
