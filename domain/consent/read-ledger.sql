-- Purpose: every marketing decision of these subscribers. Run after lock-people.sql, as a statement of its own.
-- Inputs:  $1 shop ids, $2 subscriber ids
-- Output:  one row a decision, in no order
-- Why not Prisma: it shares the transaction that holds the subscribers.
SELECT c.subscriber_id AS "subscriberId", c.state, c.source, c.double_opt_in AS "doubleOptIn", c.occurred_at AS "occurredAt",
       c.evidence ->> 'reviewId' AS "reviewId"
FROM consent_events c
JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[])) AS t(shop_id, id)
  ON t.shop_id = c.shop_id AND t.id = c.subscriber_id
WHERE c.scope IN ('marketing', 'all')
