-- Purpose: notes the files of texts that were just filed, to be fetched. Those that a person sends beyond a day's number are only deleted
--          at the provider.
-- Inputs:  $1 shop ids, $2 ids, $3 conversation ids, $4 subscriber ids, $5 text ids, $6 places, $7 providers, $8 the provider's names,
--          $9 now, $10 how many files of a person are fetched a day
-- Output:  the shops with such files
-- Why not Prisma: a batch in one statement, in the transaction that takes in the texts.
WITH files AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::int[], $7::text[], $8::text[])
    AS t(shop_id, id, conversation_id, subscriber_id, text_id, place, provider, provider_ref)
), counted AS (
  SELECT f.*, (row_number() OVER (PARTITION BY f.shop_id, f.conversation_id ORDER BY f.text_id, f.place) + (
    SELECT count(*) FROM conversation_pictures p
    WHERE p.shop_id = f.shop_id AND p.conversation_id = f.conversation_id
      AND p.created_at > $9::timestamptz - interval '1 day')) > $10::int AS is_over
  FROM files f
)
INSERT INTO conversation_pictures (shop_id, id, conversation_id, subscriber_id, text_id, place, provider, provider_ref, state, reason,
                                   due_at, created_at)
SELECT shop_id, id, conversation_id, subscriber_id, text_id, place, provider, provider_ref,
       CASE WHEN is_over THEN 'refused' ELSE 'waiting' END, CASE WHEN is_over THEN 'too-many' END, $9::timestamptz, $9::timestamptz
FROM counted
ON CONFLICT DO NOTHING
RETURNING shop_id AS "shopId"
