-- Purpose: what an inbound text is understood and answered by: the shop's own words and name, the person's name and
--          consent, and until when a question for their confirmation may be answered.
-- Inputs:  $1 shop ids, $2 subscriber ids (locked by the caller)
-- Output:  one row a person
-- Why not Prisma: four tables for a whole batch, in its transaction.
SELECT s.id AS "subscriberId", s.marketing, s.first_name AS "firstName", s.last_name AS "lastName",
       (SELECT r.expires_at FROM opt_in_requests r
        WHERE r.shop_id = s.shop_id AND r.subscriber_id = s.id AND r.state = 'open') AS "askedUntil",
       coalesce(c.opt_out_words, '{}') AS "optOutWords", c.help_text AS "helpText",
       coalesce(c.brand_name, h.name, split_part(h.domain, '.', 1)) AS brand, h.email AS "shopEmail"
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)) AS t
JOIN subscribers s USING (shop_id, id)
JOIN shops h ON h.id = t.shop_id
LEFT JOIN shop_settings c ON c.shop_id = t.shop_id
