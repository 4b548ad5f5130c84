-- Purpose: so many subscribed people of one shop, as a shop that has grown has them.
-- Inputs:  $1 shop id, $2 first number, $3 last number, $4 area codes, $5 countries, $6 regions, $7 zones, $8 signatures (one
--          of each per place; number n lives at place n modulo how many there are), $9 tags (or null), $10 when they subscribed
-- Output:  nothing
-- Why not Prisma: a million rows in seconds. The hash has the right form and length but is not keyed: no one here is
--          found by their number, which is what the key is for.
INSERT INTO subscribers (shop_id, id, phone, phone_hash, first_name, last_name, country, region, time_zone, places,
                         rule_signature, marketing, marketing_at, tags, page_key, created_at, updated_at)
SELECT $1::uuid, uuidv7(), p.phone, rtrim(encode(sha256(convert_to($1::uuid::text || p.phone, 'UTF8')), 'base64'), '='),
       'Ada' || n, 'Lovelace', p.country, p.region, p.zone,
       jsonb_build_array(jsonb_build_object('kind', 'area-code', 'country', p.country, 'region', p.region,
                                            'timeZones', jsonb_build_array(p.zone), 'seenAt', $10::timestamptz)),
       p.signature, 'subscribed', $10, coalesce($9::text[], '{}'), floor(random() * 2147483648)::int, $10, $10
FROM generate_series($2::int, $3::int) AS n,
     LATERAL (SELECT 1 + n % cardinality($4::text[]) AS at) AS place,
     LATERAL (SELECT '+1' || ($4::text[])[at] || (2000000 + n) AS phone, ($5::text[])[at] AS country, ($6::text[])[at] AS region,
                     ($7::text[])[at] AS zone, ($8::text[])[at] AS signature) AS p
