-- Purpose: who a subscriber is to the shop, for the profile screen.
-- Inputs:  $1 shop id, $2 subscriber id
-- Output:  one row, or none
-- Why not Prisma: seven tables in one round trip.
SELECT s.id, s.phone, s.first_name AS "firstName", s.last_name AS "lastName", s.email, s.customer_id AS "customerId",
       s.country, s.region, s.time_zone AS "timeZone", s.places, s.rule_signature AS "ruleSignature", s.tags, s.marketing,
       s.marketing_at AS "marketingAt", s.invalid_at AS "invalidAt", s.created_at AS "createdAt", s.redacted_at AS "redactedAt",
       (SELECT jsonb_build_object('reason', p.reason, 'at', p.at) FROM suppressions p
        WHERE p.shop_id = s.shop_id AND p.phone_hash = s.phone_hash AND p.lifted_at IS NULL) AS suppression,
       (SELECT coalesce(jsonb_agg(o ORDER BY o.orders DESC, o.currency), '[]') FROM (
          SELECT currency, count(*) AS orders, sum(total_micros - refunded_micros)::bigint AS "spentMicros",
                 max(placed_at) AS "lastAt"
          FROM orders WHERE shop_id = $1 AND subscriber_id = $2 AND cancelled_at IS NULL GROUP BY currency) o) AS lifetime,
       (SELECT r.expires_at FROM opt_in_requests r
        WHERE r.shop_id = s.shop_id AND r.subscriber_id = s.id AND r.state = 'open' AND r.is_asked) AS "askedUntil",
       (SELECT r.expires_at FROM opt_in_requests r
        WHERE r.shop_id = s.shop_id AND r.subscriber_id = s.id AND r.state = 'open' AND NOT r.is_asked) AS "notAskedUntil",
       (SELECT jsonb_build_object('state', c.state, 'toldAt', c.told_at, 'isDue', c.due_at IS NOT NULL, 'trouble', c.trouble)
        FROM store_consents c WHERE c.shop_id = s.shop_id AND c.subscriber_id = s.id) AS "toldToStore",
       (SELECT count(*) FROM messages m WHERE m.shop_id = $1 AND m.subscriber_id = $2
          AND m.state IN ('accepted', 'sent', 'delivered')) AS "textsSent",
       (SELECT count(DISTINCT c.message_id) FROM clicks c
        WHERE c.shop_id = $1 AND c.subscriber_id = $2 AND c.counted) AS "textsClicked"
FROM subscribers s
WHERE s.shop_id = $1 AND s.id = $2
