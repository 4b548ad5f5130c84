-- Purpose: what we hold of the owners of numbers that a store's record of its customers names.
-- Inputs:  $1 shop id, $2 phone hashes
-- Output:  one row for each that is a subscriber, with the time of the newest decision in the consent ledger, or
--          told to the store: the store's record of that is no news
-- Why not Prisma: a page of customers in one statement. Served by subscribers_shop_id_phone_hash_key and
--          consent_events_pkey.
SELECT s.phone_hash AS "phoneHash", s.customer_id AS "customerId", s.store_news_at AS "eventAt", s.redacted_at AS "redactedAt",
       s.first_name AS "firstName", s.last_name AS "lastName", s.store_tags AS tags, s.store_tags_at AS "tagsAt", s.marketing,
       greatest((SELECT max(c.occurred_at) FROM consent_events c
                 WHERE c.shop_id = s.shop_id AND c.subscriber_id = s.id AND c.scope IN ('marketing', 'all')),
                (SELECT t.decided_at FROM store_consents t
                 WHERE t.shop_id = s.shop_id AND t.subscriber_id = s.id AND t.told_at IS NOT NULL)) AS "decidedAt"
FROM subscribers s
WHERE s.shop_id = $1 AND s.phone_hash = ANY($2::text[])
