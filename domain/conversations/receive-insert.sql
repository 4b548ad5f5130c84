-- Purpose: writes inbound texts into their conversations, opening those that are not there yet, and notes which text each
--          answers: the last one that the person got from that number, in the days before.
-- Inputs:  $1 shop ids, $2 text ids, $3 new conversation ids, $4 subscriber ids, $5 sender ids, $6 providers,
--          $7 provider ids, $8 bodies, $9 meanings, $10 when received, $11 how many pictures, $12 topics, $13 keyword ids,
--          $14 for how many days a text counts as answered
-- Output:  the texts that were new, with their conversation. A text told twice is written once.
-- Why not Prisma: a batch in one statement, in the transaction of its consequences. A person's texts are found by messages_once.
WITH texts AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[],
                       $9::text[], $10::timestamptz[], $11::int[], $12::text[], $13::uuid[])
    AS t(shop_id, id, conversation_id, subscriber_id, sender_id, provider, provider_id, body, meaning, received_at, pictures, topic, keyword_id)
), opened AS (
  INSERT INTO conversations AS c (shop_id, id, subscriber_id, last_text_at)
  SELECT DISTINCT ON (shop_id, subscriber_id) shop_id, conversation_id, subscriber_id, received_at
  FROM texts ORDER BY shop_id, subscriber_id, received_at DESC
  ON CONFLICT (shop_id, subscriber_id) DO UPDATE SET last_text_at = greatest(c.last_text_at, excluded.last_text_at)
  RETURNING shop_id, id, subscriber_id
)
INSERT INTO inbound_texts (shop_id, id, conversation_id, subscriber_id, sender_id, provider, provider_id, body, meaning,
                           received_at, pictures, topic, keyword_id, answers_kind, answers_source_id, answers_message_id)
SELECT t.shop_id, t.id, o.id, t.subscriber_id, t.sender_id, t.provider, t.provider_id, t.body, t.meaning, t.received_at, t.pictures, t.topic, t.keyword_id,
       a.source_kind, a.source_id, a.id
FROM texts t JOIN opened o USING (shop_id, subscriber_id)
LEFT JOIN LATERAL (
  SELECT m.source_kind, m.source_id, m.id FROM messages m
  WHERE m.shop_id = t.shop_id AND m.subscriber_id = t.subscriber_id AND m.sender_id = t.sender_id
    -- A campaign's texts are of the month in which it started.
    AND m.month >= (date_trunc('month', t.received_at - make_interval(days => $14)) - interval '1 month')::date
    AND m.handed_at <= t.received_at AND m.handed_at > t.received_at - make_interval(days => $14)
    AND m.purpose <> 'compliance' AND m.source_kind <> 'test'
  ORDER BY m.handed_at DESC LIMIT 1) a ON true
ON CONFLICT (shop_id, provider, provider_id) DO NOTHING
RETURNING id, conversation_id AS "conversationId"
