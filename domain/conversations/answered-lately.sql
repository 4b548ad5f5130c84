-- Purpose: the automatic answers that conversations got lately.
-- Inputs:  $1 shop ids, $2 conversation ids, $3 months that the time since then touches, $4 a day ago, $5 an hour ago
-- Output:  one row a conversation and kind of answer: how many in the day, and how many of them in the hour
-- Why not Prisma: a whole batch in one statement, in its transaction; reads the index messages_source.
SELECT m.source_id AS "conversationId", split_part(m.occurrence, ':', 1) AS kind, count(*)::int AS day,
       count(*) FILTER (WHERE m.created_at > $5::timestamptz)::int AS hour
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)) AS t
JOIN messages m ON m.shop_id = t.shop_id AND m.source_id = t.id
WHERE m.month = ANY($3::date[]) AND m.source_kind = 'conversation' AND m.created_at > $4::timestamptz
GROUP BY m.source_id, split_part(m.occurrence, ':', 1)
