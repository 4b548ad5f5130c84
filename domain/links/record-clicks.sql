-- Purpose: records visits of short links, each once, with whether they count. Of one link one tap counts in a minute: a person
--          taps once, and anyone can ask for the address of a link a thousand times. A tap within seconds of the hand-over is
--          uncertain unless another tap of the link counts: scanners that call themselves browsers open links as texts pass.
-- Inputs:  $1 ids, $2 codes, $3 clicked at, $4 user agents, $5 why a visit does not count (null: it does), $6 seconds after the
--          hand-over, $7 seconds after its claim by which a text has been handed over
-- Output:  the visits that are new and whose link exists. Of someone who was erased no device is written down.
-- Why not Prisma: hundreds of rows in one statement, joined to their links. The caller holds the links: two processes that record
--          visits of one link see each other's.
-- The hand-over is stored when the provider has answered, so that no lower bound is needed: who has the link has been sent it. The
-- first news of a hand-over may be a receipt hours later, and an earlier link of a text stays when it is handed over again; hence
-- the bound by the link's own claim, which is when it was made.
WITH visits AS (
  SELECT l.shop_id, t.id, l.code, l.message_month, l.message_id, l.subscriber_id, t.clicked_at,
         CASE WHEN s.redacted_at IS NULL THEN t.user_agent END AS user_agent, t.because,
         t.because IS NULL AND t.clicked_at <= least(greatest(coalesce(m.handed_at, 'infinity'), l.created_at), l.created_at + make_interval(secs => $7))
           + make_interval(secs => $6) AS is_early
  FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[]) AS t(id, code, clicked_at, user_agent, because)
  JOIN short_links l ON l.code = t.code
  JOIN subscribers s ON s.shop_id = l.shop_id AND s.id = l.subscriber_id
  LEFT JOIN messages m ON m.shop_id = l.shop_id AND m.month = l.message_month AND m.id = l.message_id
), sorted AS (
  SELECT v.*, CASE WHEN v.is_early AND NOT bool_or(v.because IS NULL AND NOT v.is_early) OVER (PARTITION BY v.code)
                    AND NOT EXISTS (SELECT FROM clicks c WHERE c.shop_id = v.shop_id AND c.message_id = v.message_id
                                      AND c.code = v.code AND c.counted)
              THEN 'uncertain' ELSE v.because END AS first_why
  FROM visits v
), judged AS (
  SELECT v.*, coalesce(v.first_why, CASE WHEN
    row_number() OVER (PARTITION BY v.code, date_trunc('minute', v.clicked_at), v.first_why IS NULL ORDER BY v.clicked_at, v.id) > 1
    OR EXISTS (
      SELECT FROM clicks c
      WHERE c.shop_id = v.shop_id AND c.subscriber_id = v.subscriber_id AND c.code = v.code AND c.counted AND c.id <> v.id
        AND c.clicked_at >= date_trunc('minute', v.clicked_at)
        AND c.clicked_at < date_trunc('minute', v.clicked_at) + interval '1 minute') THEN 'repeated' END) AS why
  FROM sorted v
)
INSERT INTO clicks (shop_id, id, code, message_month, message_id, subscriber_id, clicked_at, user_agent, counted, ignored_because)
SELECT shop_id, id, code, message_month, message_id, subscriber_id, clicked_at, user_agent, why IS NULL, why
FROM judged
ON CONFLICT DO NOTHING
RETURNING shop_id AS "shopId", id, code, message_month AS "messageMonth", message_id AS "messageId", subscriber_id AS "subscriberId",
          clicked_at AS "clickedAt", counted, ignored_because AS "ignoredBecause"
