-- Purpose: what an inbound text is understood and answered by: the shop's own words and name, the person's name and
--          consent, until when a question for their confirmation may be answered, and whether the store's own question is what
--          they wait for: the last one in the ledger is none of ours, which may never have been texted (open-requests.sql).
-- Inputs:  $1 shop ids, $2 subscriber ids (locked by the caller)
-- Output:  one row a person
-- Why not Prisma: five tables for a whole batch, in its transaction.
SELECT s.id AS "subscriberId", s.marketing, s.first_name AS "firstName", s.last_name AS "lastName",
       (SELECT r.expires_at FROM opt_in_requests r
        WHERE r.shop_id = s.shop_id AND r.subscriber_id = s.id AND r.state = 'open' AND r.is_asked) AS "askedUntil",
       s.marketing = 'pending' AND coalesce(
         (SELECT e.double_opt_in IS DISTINCT FROM 'asked' FROM consent_events e
          WHERE e.shop_id = s.shop_id AND e.subscriber_id = s.id AND e.state = 'pending'
          ORDER BY e.occurred_at DESC, e.double_opt_in NULLS LAST LIMIT 1), false) AS "isAskedByStore",
       coalesce(c.opt_out_words, '{}') AS "optOutWords", c.help_text AS "helpText",
       coalesce(c.brand_name, h.name, split_part(h.domain, '.', 1)) AS brand, h.email AS "shopEmail"
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)) AS t
JOIN subscribers s USING (shop_id, id)
JOIN shops h ON h.id = t.shop_id
LEFT JOIN shop_settings c ON c.shop_id = t.shop_id
