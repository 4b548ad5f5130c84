-- Purpose: ends the open questions of people who have said themselves what they want: STOP, or START.
-- Inputs:  $1 shop ids, $2 subscriber ids, $3 what it comes to (opted-out, kept), $4 when they said it, $5 now
-- Output:  the people about whom nothing is open any more
-- Why not Prisma: a batch in one statement, in the transaction that reads the texts. The people are locked by the caller.
WITH said AS (
  SELECT DISTINCT ON (shop_id, subscriber_id) *
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) AS t(shop_id, subscriber_id, state, at)
  ORDER BY shop_id, subscriber_id, at DESC
), settled AS (
  UPDATE unsure_replies u SET state = t.state, decided_by = 'shopper', decided_at = $5::timestamptz
  FROM said t
  WHERE u.shop_id = t.shop_id AND u.subscriber_id = t.subscriber_id AND u.state = 'open' AND u.received_at <= t.at
  RETURNING u.shop_id, u.id, u.subscriber_id, u.phone_hash, u.state
), noted AS (
  INSERT INTO unsure_reply_events (shop_id, id, reply_id, kind, by, at)
  SELECT shop_id, gen_random_uuid(), id, state, 'shopper', $5::timestamptz FROM settled
)
SELECT shop_id AS "shopId", subscriber_id AS "subscriberId", phone_hash AS "phoneHash" FROM settled
