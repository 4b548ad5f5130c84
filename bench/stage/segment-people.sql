-- Purpose: so many people of one shop as segments tell them apart: where they live, whether and since when they subscribe,
--          which tags they carry.
-- Inputs:  $1 shop id, $2 first number, $3 last number, $4 now
-- Output:  nothing
-- Why not Prisma: ten million rows in a minute. Each property is drawn by its own hash of the number, so that none goes with
--          another. The hash of the phone has the right form and length but is not keyed: no one here is found by it.
INSERT INTO subscribers (shop_id, id, phone, phone_hash, email, first_name, last_name, country, region, time_zone, places,
                         rule_signature, marketing, marketing_at, tags, page_key, created_at, updated_at)
SELECT $1::uuid, uuidv7($4::timestamptz - now() - p.age), '+1646' || (1000000000 + n), rtrim(encode(sha256(convert_to($1::uuid::text || n, 'UTF8')), 'base64'), '='),
       'person' || n || '@example.com', 'Ada' || n, 'Lovelace', 'US', w.region, w.zone,
       jsonb_build_array(jsonb_build_object('kind', 'shipping', 'country', 'US', 'region', w.region,
                                            'timeZones', jsonb_build_array(w.zone), 'seenAt', $4::timestamptz)),
       'US-' || w.region || '@' || w.zone, m.state, CASE WHEN m.state <> 'never' THEN $4::timestamptz - p.age END, t.tags,
       (hashint4extended(n, 7) & 2147483647)::int, $4::timestamptz - p.age, $4
FROM generate_series($2::int, $3::int) AS n,
     LATERAL (SELECT make_interval(secs => (hashint4extended(n, 1) & 2147483647) % 63072000) AS age) AS p,
     LATERAL (SELECT (ARRAY['FL','NY','CA','CA','TX','TX','IL','PA','OH','GA','NC','MI','NJ','WA','VA','AZ'])[1 + (hashint4extended(n, 2) & 15)] AS region,
                     (ARRAY['America/New_York','America/Chicago','America/Los_Angeles'])[1 + (hashint4extended(n, 2) & 2147483647) % 3] AS zone) AS w,
     LATERAL (SELECT CASE (hashint4extended(n, 3) & 2147483647) % 10 WHEN 0 THEN 'unsubscribed' WHEN 1 THEN 'never' ELSE 'subscribed' END AS state) AS m,
     LATERAL (SELECT CASE (hashint4extended(n, 4) & 2147483647) % 10 WHEN 0 THEN ARRAY['vip'] WHEN 1 THEN ARRAY['vip', 'wholesale'] WHEN 2 THEN ARRAY['newsletter']
                     WHEN 3 THEN ARRAY['city-' || n % 500] ELSE '{}' END AS tags) AS t
