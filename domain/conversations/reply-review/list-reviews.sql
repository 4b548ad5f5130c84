-- Purpose: replies that may be opt-outs: those that wait for a decision, or those that were decided last.
-- Inputs:  $1 shop id, $2 whether the open ones, $3 how many
-- Output:  one row each, with all its person wrote while it was open, and how many there are of the open ones
-- Why not Prisma: five tables for a page. Each half is served by an index of its own.
WITH page AS (
  (SELECT * FROM unsure_replies WHERE $2::boolean AND shop_id = $1 AND state = 'open' ORDER BY decide_by, id LIMIT $3)
  UNION ALL
  (SELECT * FROM unsure_replies WHERE NOT $2::boolean AND shop_id = $1 AND state <> 'open' ORDER BY decided_at DESC, id LIMIT $3)
)
SELECT u.id, u.subscriber_id AS "subscriberId", s.phone, s.first_name AS "firstName", s.last_name AS "lastName", nullif(u.evidence, '{}') AS evidence,
       u.received_at AS "receivedAt", u.decide_by AS "decideBy", u.closes_at AS "closesAt", u.state,
       u.decided_by AS "decidedBy", u.decided_at AS "decidedAt",
       (SELECT jsonb_agg(jsonb_build_object('body', t.body, 'receivedAt', t.received_at) ORDER BY t.received_at, t.id)
        FROM unsure_reply_events e JOIN inbound_texts t ON t.shop_id = e.shop_id AND t.id = e.text_id
        WHERE e.shop_id = u.shop_id AND e.reply_id = u.id) AS texts,
       (SELECT m.body FROM messages m
        WHERE m.shop_id = u.shop_id AND m.subscriber_id = u.subscriber_id AND m.created_at < u.received_at AND m.handed_at IS NOT NULL
          AND NOT (m.source_kind = 'test' AND m.occurrence LIKE 'code:%')
        ORDER BY m.created_at DESC LIMIT 1) AS answers,
       CASE WHEN $2::boolean THEN (SELECT count(*) FROM unsure_replies n WHERE n.shop_id = $1 AND n.state = 'open') ELSE 0 END AS total
FROM page u
JOIN subscribers s ON s.shop_id = u.shop_id AND s.id = u.subscriber_id
ORDER BY CASE WHEN $2::boolean THEN u.decide_by END, u.decided_at DESC, u.id
