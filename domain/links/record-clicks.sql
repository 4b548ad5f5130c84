-- Purpose: records visits of short links, each once, with whether they count.
-- Inputs:  $1 ids, $2 codes, $3 clicked at, $4 user agents, $5 why a visit does not count (null: it does)
-- Output:  the visits that are new and whose link exists. Of somebody who was erased no device is written down.
-- Why not Prisma: hundreds of rows in one statement, joined to their links.
INSERT INTO clicks (shop_id, id, code, message_month, message_id, subscriber_id, clicked_at, user_agent, counted, ignored_because)
SELECT l.shop_id, t.id, l.code, l.message_month, l.message_id, l.subscriber_id, t.clicked_at,
       CASE WHEN s.redacted_at IS NULL THEN t.user_agent END, t.because IS NULL, t.because
FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[]) AS t(id, code, clicked_at, user_agent, because)
JOIN short_links l ON l.code = t.code
JOIN subscribers s ON s.shop_id = l.shop_id AND s.id = l.subscriber_id
ON CONFLICT DO NOTHING
RETURNING shop_id AS "shopId", id, code, message_month AS "messageMonth", message_id AS "messageId", subscriber_id AS "subscriberId",
          clicked_at AS "clickedAt", counted
