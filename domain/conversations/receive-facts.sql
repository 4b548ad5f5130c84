-- Purpose: what an inbound text is understood and answered by: the shop's own words and name, and the person's consent.
-- Inputs:  $1 shop ids, $2 subscriber ids (locked by the caller)
-- Output:  one row a person
-- Why not Prisma: three tables for a whole batch, in its transaction.
SELECT s.id AS "subscriberId", s.marketing, coalesce(c.opt_out_words, '{}') AS "optOutWords", c.help_text AS "helpText",
       coalesce(c.brand_name, h.name, split_part(h.domain, '.', 1)) AS brand, h.email AS "shopEmail"
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[])) AS t(shop_id, id)
JOIN subscribers s USING (shop_id, id)
JOIN shops h ON h.id = t.shop_id
LEFT JOIN shop_settings c ON c.shop_id = t.shop_id
