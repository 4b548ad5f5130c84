-- Purpose: which of the store's news about consent are our own word coming back: the same state at the same time, of which
--          the store keeps whole seconds.
-- Inputs:  $1 shop ids, $2 subscriber ids, $3 states, $4 when decided
-- Output:  those that are
-- Why not Prisma: a batch in one statement. The news may overtake the answer to our telling, so it need not be told yet.
SELECT t.shop_id AS "shopId", t.subscriber_id AS "subscriberId", t.state, t.at
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) AS t(shop_id, subscriber_id, state, at)
JOIN store_consents c ON c.shop_id = t.shop_id AND c.subscriber_id = t.subscriber_id AND c.state = t.state
  AND date_trunc('second', c.decided_at, 'UTC') = date_trunc('second', t.at, 'UTC')
