-- Purpose: what decides whether a yes must be repeated by text: the shop's setting, and every country in which there is
--          evidence of the person.
-- Inputs:  $1 shop ids, $2 subscriber ids
-- Output:  one row a person
-- Why not Prisma: hundreds at once, in the transaction of the news.
SELECT s.id AS "subscriberId", coalesce(c.double_opt_in, 'where-required') AS setting,
       ARRAY(SELECT DISTINCT place ->> 'country' FROM jsonb_array_elements(s.places) place) AS countries
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)) AS t
JOIN subscribers s USING (shop_id, id)
LEFT JOIN shop_settings c ON c.shop_id = t.shop_id
