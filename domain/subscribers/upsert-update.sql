-- Purpose: writes what the news changed of subscribers that upsert-lock.sql holds.
-- Inputs:  $1 shop ids, $2 ids, $3 phones, $4 customer ids, $5 e-mails, $6 first names, $7 last names, $8 places (JSON),
--          $9 countries, $10 regions, $11 time zones, $12 rule signatures, $13 tags (JSON arrays), $14 now,
--          $15 how new each of customer id, e-mail and names is (JSON)
-- Output:  none
-- Why not Prisma: hundreds of people in one statement, inside the transaction of the news.
UPDATE subscribers s
SET phone = t.phone, customer_id = t.customer_id, email = t.email, first_name = t.first_name, last_name = t.last_name,
    places = t.places, country = t.country, region = t.region, time_zone = t.time_zone,
    rule_signature = t.rule_signature, updated_at = $14::timestamptz, redacted_at = NULL,
    -- From before erased_at was kept: the last erasure, which this news is newer than.
    erased_at = coalesce(s.erased_at, s.redacted_at), identity_news = t.identity_news,
    tags = ARRAY(SELECT jsonb_array_elements_text(t.tags))
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[],
            $9::text[], $10::text[], $11::text[], $12::text[], $13::jsonb[], $15::jsonb[])
  AS t(shop_id, id, phone, customer_id, email, first_name, last_name, places, country, region, time_zone, rule_signature, tags, identity_news)
WHERE s.shop_id = t.shop_id AND s.id = t.id
