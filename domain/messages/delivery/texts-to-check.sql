-- Purpose: the texts of a receipt check that have no final receipt yet.
-- Inputs:  $1 shop id, $2 months, $3 ids, $4 the months once each, $5 when they were claimed
-- Output:  one row for each that was not claimed again since; whether its provider's id may be a twin's, which is so when
--          the id was found by the words of a text that was handed over more than once (take-unknown.sql)
-- Why not Prisma: up to 250 rows by their whole key in one statement. "+ 0" and the months: see receipts.sql.
SELECT m.id, m.month::text, m.state, m.provider, m.provider_id AS "providerId", m.resends, m.phone, n.phone AS "senderPhone",
       m.asked > 0 AND EXISTS (
         SELECT 1 FROM messages t
         WHERE t.shop_id = m.shop_id AND t.subscriber_id = m.subscriber_id AND t.id <> m.id AND t.sender_id = m.sender_id AND t.body = m.body
           AND t.claimed_at BETWEEN m.claimed_at - interval '2 minutes' AND m.claimed_at + interval '15 minutes') AS "mayBeTwins"
FROM unnest($2::date[], $3::uuid[]) AS t(month, id)
JOIN messages m ON m.shop_id = $1 AND m.month + 0 = t.month AND m.id = t.id
JOIN senders n ON n.shop_id = m.shop_id AND n.id = m.sender_id
WHERE m.month = ANY($4::date[]) AND m.claimed_at = $5::timestamptz AND m.state IN ('sending', 'accepted', 'sent', 'unknown')
ORDER BY m.id
