-- Purpose: texts that someone has to read open their conversations, whatever state those were in.
-- Inputs:  $1 shop ids, $2 conversation ids (each once; their rows are locked by the caller), $3 subscriber ids, $4 how many such
--          texts, $5 ids for events, $6 now
-- Output:  the conversations of which nothing was unread before
-- Why not Prisma: a batch in one statement, in the transaction that takes in the texts.
WITH texts AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::uuid[])
    AS t(shop_id, conversation_id, subscriber_id, texts, event_id)
), before AS (
  SELECT t.*, c.state, c.unread FROM texts t JOIN conversations c ON c.shop_id = t.shop_id AND c.id = t.conversation_id
), opened AS (
  UPDATE conversations c SET state = 'open', unread = c.unread + t.texts, snoozed_until = NULL
  FROM texts t WHERE c.shop_id = t.shop_id AND c.id = t.conversation_id
), noted AS (
  -- Of a conversation that someone had put away. The first text of any opens it without a word.
  INSERT INTO conversation_events (shop_id, id, conversation_id, subscriber_id, kind, at)
  SELECT b.shop_id, b.event_id, b.conversation_id, b.subscriber_id, 'reopened', $6::timestamptz FROM before b
  WHERE b.state = 'snoozed' OR (b.state = 'closed' AND EXISTS (
    SELECT FROM conversation_events e WHERE e.shop_id = b.shop_id AND e.conversation_id = b.conversation_id))
)
SELECT conversation_id AS "conversationId" FROM before WHERE unread = 0
