-- Purpose: notes that people are asked for double opt-in, and who signs up again without being asked.
-- Inputs:  $1 shop ids, $2 new ids, $3 subscriber ids (locked by the caller), $4 what is to be confirmed, $5 the keyword whose
--          tag, list and answer follow a yes, $6 now, $7 most questions to one person within thirty days
-- Output:  the new requests, and whether each may be asked: not anyone who was asked too often, since anyone can type a number into
--          a form. Of who is being asked already the last keyword is kept.
-- Why not Prisma: hundreds at once; served by opt_in_requests_shop_id_subscriber_id_asked_at_idx.
INSERT INTO opt_in_requests AS r (shop_id, id, subscriber_id, source, keyword_id, asked_at, expires_at, is_asked)
SELECT t.shop_id, t.id, t.subscriber_id, t.source, t.keyword_id, $6::timestamptz,
       $6::timestamptz + make_interval(hours => coalesce(c.double_opt_in_hours, 72)),
       (SELECT count(*) FROM opt_in_requests o
        WHERE o.shop_id = t.shop_id AND o.subscriber_id = t.subscriber_id AND o.is_asked
          AND o.asked_at > $6::timestamptz - interval '30 days') < $7
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[])
  AS t(shop_id, id, subscriber_id, source, keyword_id)
LEFT JOIN shop_settings c ON c.shop_id = t.shop_id
ORDER BY t.shop_id, t.subscriber_id
ON CONFLICT (shop_id, subscriber_id) WHERE state = 'open'
  DO UPDATE SET keyword_id = coalesce(excluded.keyword_id, r.keyword_id)
RETURNING shop_id AS "shopId", id, subscriber_id AS "subscriberId", expires_at AS "expiresAt",
          is_asked AND xmax = 0 AS "isToBeAsked"
