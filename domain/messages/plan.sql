-- Purpose: one waiting row for each text that is to be sent to one person; the same text planned twice stays one row.
-- Inputs:  $1 shop ids, $2 months, $3 ids, $4 classes, $5 purposes, $6 source kinds, $7 source ids, $8 occurrences,
--          $9 subscriber ids, $10 sender ids, $11 due, $12 expiry, $13 bodies (null: the source words it), $14 now,
--          $15 traceparents of sampled traces or null
-- Output:  the shops and classes that got a row
-- Why not Prisma: an enrollment batch plans hundreds at once, inside the transaction that advances it.
WITH planned AS (
  INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, occurrence,
                        subscriber_id, sender_id, state, due_at, expires_at, body, created_at, traceparent)
  SELECT t.shop_id, t.month, t.id, t.class, t.purpose, t.source_kind, t.source_id, t.occurrence,
         t.subscriber_id, t.sender_id, 'waiting', t.due_at, t.expires_at, t.body, $14::timestamptz, t.traceparent
  FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[],
              $9::uuid[], $10::uuid[], $11::timestamptz[], $12::timestamptz[], $13::text[], $15::text[])
    AS t(shop_id, month, id, class, purpose, source_kind, source_id, occurrence, subscriber_id, sender_id, due_at, expires_at, body, traceparent)
  ON CONFLICT DO NOTHING
  RETURNING shop_id, class
)
SELECT DISTINCT shop_id AS "shopId", class FROM planned
