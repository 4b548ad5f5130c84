-- Purpose: every marketing decision of these subscribers, and the STOPs that stand against their numbers. Run after
--          lock-people.sql, as a statement of its own.
-- Inputs:  $1 shop ids, $2 subscriber ids
-- Output:  one row a decision, in no order. `isStanding` marks a suppression: a STOP that was accepted and is not read yet, or
--          one that came before the number had a subscriber.
-- Why not Prisma: it shares the transaction that holds the subscribers.
WITH people AS (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id))
SELECT c.subscriber_id AS "subscriberId", c.state, c.source, c.double_opt_in AS "doubleOptIn", c.occurred_at AS "occurredAt",
       (c.evidence ->> 'claimedAt')::timestamptz AS "claimedAt", c.evidence ->> 'reviewId' AS "reviewId", false AS "isStanding"
FROM consent_events c
JOIN people t ON t.shop_id = c.shop_id AND t.id = c.subscriber_id
WHERE c.scope IN ('marketing', 'all')
UNION ALL
SELECT s.id, 'unsubscribed', CASE p.reason WHEN 'opted-out' THEN 'inbound-text' ELSE 'provider' END, NULL, p.at, NULL, NULL, true
FROM people t
JOIN subscribers s ON s.shop_id = t.shop_id AND s.id = t.id
JOIN suppressions p ON p.shop_id = s.shop_id AND p.phone_hash = s.phone_hash
WHERE p.lifted_at IS NULL AND p.reason IN ('opted-out', 'opted-out-at-provider')
