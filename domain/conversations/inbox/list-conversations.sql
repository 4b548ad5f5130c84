-- Purpose: a page of the inbox, newest first. PAGE stands for the conversations that are looked through (list.ts).
-- Inputs:  $1 shop id, $2 state or null, $3 and $4 the cursor or null, $5 how many conversations are looked through at most,
--          $6 assignee ('' for no one) or null, $7 words and $8 digits searched for, as LIKE patterns or null, $9 rows wanted
-- Output:  one row for each conversation found, or one with a null id; each tells how many were looked through and the oldest
-- Why not Prisma: six tables in one bounded statement. Pages by conversations_by_state or conversations_newest; texts by
--          inbound_texts_shop_id_conversation_id_received_at_idx.
WITH page AS MATERIALIZED (PAGE), looked AS (
  SELECT count(*)::int AS looked, (SELECT jsonb_build_object('at', last_text_at, 'id', id) FROM page ORDER BY last_text_at, id LIMIT 1) AS oldest
  FROM page
), found AS (
  SELECT c.*, s.phone, s.first_name, s.last_name
  FROM page c JOIN subscribers s ON s.shop_id = c.shop_id AND s.id = c.subscriber_id
  WHERE ($6::text IS NULL OR coalesce(c.assignee_id, '') = $6)
    AND (($7::text IS NULL AND $8::text IS NULL)
      OR concat_ws(' ', s.first_name, s.last_name, s.email) ILIKE $7 OR s.phone LIKE $8
      OR EXISTS (SELECT FROM (SELECT i.body FROM inbound_texts i WHERE i.shop_id = c.shop_id AND i.conversation_id = c.id
                              ORDER BY i.received_at DESC LIMIT 200) t WHERE t.body ILIKE $7)
      OR EXISTS (SELECT FROM conversation_answers a WHERE a.shop_id = c.shop_id AND a.conversation_id = c.id AND a.body ILIKE $7)
      OR EXISTS (SELECT FROM conversation_notes n WHERE n.shop_id = c.shop_id AND n.conversation_id = c.id AND n.body ILIKE $7))
  ORDER BY c.last_text_at DESC, c.id DESC LIMIT $9
)
SELECT k.looked, k.oldest, f.id, f.subscriber_id AS "subscriberId", f.phone, f.first_name AS "firstName", f.last_name AS "lastName",
       f.state, f.unread AS "unreadTexts", f.assignee_id AS "assigneeId", f.assignee_name AS "assigneeName",
       f.snoozed_until AS "snoozedUntil", f.last_text_at AS "lastTextAt", p.preview,
       EXISTS (SELECT FROM unsure_replies u WHERE u.shop_id = f.shop_id AND u.subscriber_id = f.subscriber_id AND u.state = 'open')
         AS "isPossibleOptOut"
FROM looked k LEFT JOIN found f ON true
LEFT JOIN LATERAL (
  SELECT jsonb_build_object('body', body, 'isFromShopper', is_in, 'pictures', pictures) AS preview FROM (
    (SELECT i.body, true AS is_in, i.pictures, i.received_at AS at FROM inbound_texts i
     WHERE i.shop_id = f.shop_id AND i.conversation_id = f.id ORDER BY i.received_at DESC, i.id DESC LIMIT 1)
    UNION ALL
    (SELECT a.body, false, 0, a.created_at FROM conversation_answers a
     WHERE a.shop_id = f.shop_id AND a.conversation_id = f.id ORDER BY a.created_at DESC LIMIT 1)) both_ways
  ORDER BY at DESC, is_in LIMIT 1) p ON true
ORDER BY f.last_text_at DESC, f.id DESC
