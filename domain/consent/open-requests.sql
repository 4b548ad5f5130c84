-- Purpose: notes that people are asked for double opt-in.
-- Inputs:  $1 shop ids, $2 new ids, $3 subscriber ids (locked by the caller), $4 what is to be confirmed, $5 now,
--          $6 most questions to one person within thirty days
-- Output:  whom to ask. No one who is being asked, nor anyone who was asked too often: anyone can type a number into a form.
-- Why not Prisma: hundreds at once; served by opt_in_requests_shop_id_subscriber_id_asked_at_idx.
INSERT INTO opt_in_requests (shop_id, id, subscriber_id, source, asked_at, expires_at)
SELECT t.shop_id, t.id, t.subscriber_id, t.source, $5::timestamptz,
       $5::timestamptz + make_interval(hours => coalesce(c.double_opt_in_hours, 72))
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) AS t(shop_id, id, subscriber_id, source)
LEFT JOIN shop_settings c ON c.shop_id = t.shop_id
WHERE (SELECT count(*) FROM opt_in_requests r
       WHERE r.shop_id = t.shop_id AND r.subscriber_id = t.subscriber_id
         AND r.asked_at > $5::timestamptz - interval '30 days') < $6
ORDER BY t.shop_id, t.subscriber_id
ON CONFLICT DO NOTHING
RETURNING shop_id AS "shopId", id, subscriber_id AS "subscriberId", expires_at AS "expiresAt"
