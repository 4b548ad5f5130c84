-- Purpose: opens a question about each person whose reply may be an opt-out; what else they write meanwhile joins it.
-- Inputs:  $1 shop ids, $2 ids, $3 subscriber ids, $4 text ids, $5 evidence, $6 when received, $7 deadlines, $8 event ids,
--          $9 now
-- Output:  the person's phone hash, and whether a question is open about them now. None is opened about someone whose
--          opt-out stands, or who texted START after it.
-- Why not Prisma: a batch in one statement, in the transaction that reads the texts. The people are locked by the caller.
WITH texts AS (
  SELECT t.*, s.phone_hash, (row_number() OVER (PARTITION BY t.shop_id, t.subscriber_id ORDER BY t.received_at, t.text_id)) = 1 AS leads,
         EXISTS (SELECT 1 FROM suppressions p WHERE p.shop_id = t.shop_id AND p.phone_hash = s.phone_hash AND p.lifted_at IS NULL
                   AND p.reason IN ('opted-out', 'opted-out-at-provider'))
         OR EXISTS (SELECT 1 FROM consent_events c WHERE c.shop_id = t.shop_id AND c.subscriber_id = t.subscriber_id
                      AND c.source = 'inbound-text' AND c.state = 'subscribed' AND c.occurred_at > t.received_at) AS is_settled
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::jsonb[], $6::timestamptz[], $7::timestamptz[], $8::uuid[])
    AS t(shop_id, id, subscriber_id, text_id, evidence, received_at, decide_by, event_id)
  JOIN subscribers s ON s.shop_id = t.shop_id AND s.id = t.subscriber_id
), opened AS (
  INSERT INTO unsure_replies (shop_id, id, subscriber_id, phone_hash, text_id, evidence, received_at, decide_by, closes_at)
  SELECT shop_id, id, subscriber_id, phone_hash, text_id, evidence, received_at, decide_by, decide_by
  FROM texts WHERE leads AND NOT is_settled ORDER BY shop_id, subscriber_id
  ON CONFLICT (shop_id, subscriber_id) WHERE state = 'open' DO NOTHING
  RETURNING shop_id, id, subscriber_id
), standing AS (
  SELECT shop_id, id, subscriber_id FROM opened
  UNION
  SELECT u.shop_id, u.id, u.subscriber_id FROM unsure_replies u
  WHERE u.state = 'open' AND EXISTS (SELECT 1 FROM texts t WHERE t.shop_id = u.shop_id AND t.subscriber_id = u.subscriber_id)
), noted AS (
  INSERT INTO unsure_reply_events (shop_id, id, reply_id, kind, by, text_id, at)
  SELECT t.shop_id, t.event_id, st.id, CASE WHEN t.id = st.id THEN 'opened' ELSE 'joined' END, 'shopper', t.text_id, $9::timestamptz
  FROM texts t JOIN standing st ON st.shop_id = t.shop_id AND st.subscriber_id = t.subscriber_id
)
SELECT DISTINCT t.shop_id AS "shopId", t.subscriber_id AS "subscriberId", t.phone_hash AS "phoneHash",
       EXISTS (SELECT 1 FROM standing st WHERE st.shop_id = t.shop_id AND st.subscriber_id = t.subscriber_id) AS "isOpen"
FROM texts t
