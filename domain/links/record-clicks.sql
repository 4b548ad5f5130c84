-- Purpose: records visits of short links, each once, with whether they count. Of one link one tap counts in a minute: a person
--          taps once, and anybody can ask for the address of a link a thousand times.
-- Inputs:  $1 ids, $2 codes, $3 clicked at, $4 user agents, $5 why a visit does not count (null: it does)
-- Output:  the visits that are new and whose link exists. Of somebody who was erased no device is written down.
-- Why not Prisma: hundreds of rows in one statement, joined to their links.
WITH visits AS (
  SELECT l.shop_id, t.id, l.code, l.message_month, l.message_id, l.subscriber_id, t.clicked_at,
         CASE WHEN s.redacted_at IS NULL THEN t.user_agent END AS user_agent, t.because,
         row_number() OVER (PARTITION BY l.code, date_trunc('minute', t.clicked_at), t.because IS NULL
                            ORDER BY t.clicked_at, t.id) AS nth
  FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[]) AS t(id, code, clicked_at, user_agent, because)
  JOIN short_links l ON l.code = t.code
  JOIN subscribers s ON s.shop_id = l.shop_id AND s.id = l.subscriber_id
), judged AS (
  SELECT v.*, coalesce(v.because, CASE WHEN v.nth > 1 OR EXISTS (
    SELECT FROM clicks c
    WHERE c.shop_id = v.shop_id AND c.subscriber_id = v.subscriber_id AND c.code = v.code AND c.counted AND c.id <> v.id
      AND c.clicked_at >= date_trunc('minute', v.clicked_at)
      AND c.clicked_at < date_trunc('minute', v.clicked_at) + interval '1 minute') THEN 'repeated' END) AS why
  FROM visits v
)
INSERT INTO clicks (shop_id, id, code, message_month, message_id, subscriber_id, clicked_at, user_agent, counted, ignored_because)
SELECT shop_id, id, code, message_month, message_id, subscriber_id, clicked_at, user_agent, why IS NULL, why
FROM judged
ON CONFLICT DO NOTHING
RETURNING shop_id AS "shopId", id, code, message_month AS "messageMonth", message_id AS "messageId", subscriber_id AS "subscriberId",
          clicked_at AS "clickedAt", counted
