-- Purpose: takes texts whose outcome is to be asked for, and leases them: another worker will not ask for a minute.
-- Inputs:  $1 limit
-- Output:  what the provider must be asked, with how many like it were handed over at about that time
-- Why not Prisma: SKIP LOCKED, and one round trip. Real time throughout. Served by the partial index messages_to_ask.
--          At the turn of a month some may be passed over (see receipts.sql): they stay due, and the next round takes them.
WITH due AS (
  SELECT shop_id, month, id FROM messages
  WHERE state = 'unknown' AND ask_at <= clock_timestamp()
  ORDER BY ask_at LIMIT $1
  FOR UPDATE SKIP LOCKED
), taken AS (
  UPDATE messages m SET ask_at = clock_timestamp() + interval '1 minute', asked = m.asked + 1
  FROM due WHERE m.shop_id = due.shop_id AND m.month = due.month AND m.id = due.id
  RETURNING m.*
)
SELECT m.shop_id AS "shopId", m.month, m.id, m.subscriber_id AS "subscriberId", m.purpose, m.provider, m.body, m.phone,
       m.asked, m.due_at AS "dueAt", m.claimed_at AS "claimedAt", m.resends,
       extract(epoch FROM clock_timestamp() - m.claimed_at)::float8 AS age, n.phone AS "senderPhone",
       (SELECT count(*) FROM messages t
        WHERE t.shop_id = m.shop_id AND t.subscriber_id = m.subscriber_id AND t.sender_id = m.sender_id AND t.body = m.body
          AND t.claimed_at BETWEEN m.claimed_at - interval '2 minutes' AND m.claimed_at + interval '15 minutes') AS twins
FROM taken m
JOIN senders n ON n.shop_id = m.shop_id AND n.id = m.sender_id
