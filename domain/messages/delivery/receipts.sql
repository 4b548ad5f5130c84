-- Purpose: moves texts forward by their delivery receipts, never back; one that failed for a reason that may pass returns to
--          waiting under its next name ("resends"), while its deadline allows.
-- Inputs:  $1 shop ids, $2 months, $3 ids, $4 states, $5 provider ids, $6 provider's error codes, $7 now (business time),
--          $8 the months once each, $9 how many seconds ago each receipt came in (null: we asked for it), $10 the resends that its name tells;
--          of failures that may be tried again: $11-$14 when, after no, one, two or three tries, $15 the reason until then; $16 the causes of failures
-- Output:  one row for each message there is: whether it moved, whether it is tried again, whether it returned, whether the provider had it under another id
--          (isSecond: then it was handed over twice), and what was reserved for it. Besides, the senders know how
--          long the carrier keeps their texts (carrier_queue_seconds).
-- Why not Prisma: hundreds in one statement, with the rank guard. Locked in id order: two bulk updates cannot deadlock. All columns of
--          the key are named for each row, and the months once for all, so that no other plan and no other partition is considered.
--          "+ 0" keeps PostgreSQL 18 from choosing the partition row by row: after having waited for another transaction's row it
--          chooses wrongly, and rows of other months are passed over in silence (test/stories/turn-of-the-month.test.ts).
WITH told AS (
  SELECT t.*, m.phone, m.sender_id, m.state AS was, m.claimed_at, m.handed_at, m.provider, m.source_kind, m.source_id, m.subscriber_id,
         m.class, m.resends AS was_resends, m.provider_id AS was_provider_id, m.purpose, m.due_at AS charged_at,
         -- Of an earlier hand-over only its late arrival counts.
         CASE WHEN t.resend <> m.resends THEN t.state = 'delivered' AND m.state IN ('waiting', 'failed')
         -- Ranks: an end without a hand-off is the lowest, for a receipt proves that there was one.
         ELSE array_position(ARRAY['accepted', 'sent', 'delivered'], replace(t.state, 'failed', 'delivered'))
           > coalesce(array_position(ARRAY['accepted', 'sent', 'delivered'], replace(m.state, 'failed', 'delivered')), 0) END AS moves,
         t.state = 'failed' AND t.resend = m.resends AND m.state IN ('waiting', 'sending', 'accepted', 'sent', 'unknown')
           AND m.phone IS NOT NULL
           AND coalesce((ARRAY[t.at_0, t.at_1, t.at_2, t.at_3])[least(m.tries, 3) + 1] < m.expires_at, false) AS returns,
         (ARRAY[t.at_0, t.at_1, t.at_2, t.at_3])[least(m.tries, 3) + 1] AS again_at
  FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::text[], $5::text[], $6::text[], $9::float8[], $10::int[],
              $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::text[], $16::text[])
    AS t(shop_id, month, id, state, provider_id, code, heard_ago, resend, at_0, at_1, at_2, at_3, again_because, cause)
  JOIN messages m ON m.shop_id = t.shop_id AND m.month + 0 = t.month AND m.id = t.id
  WHERE m.month = ANY($8::date[])
  ORDER BY t.id
  FOR UPDATE OF m
), moved AS (
  -- Their rows are locked: what was read of them still holds.
  UPDATE messages m
  SET state = CASE WHEN t.returns THEN 'waiting' ELSE t.state END,
      provider_id = CASE WHEN NOT t.returns THEN coalesce(m.provider_id, t.provider_id) END,
      reason = CASE WHEN t.returns THEN t.again_because WHEN t.state = 'failed' THEN t.code END,
      failure_cause = CASE WHEN t.state = 'failed' AND NOT t.returns THEN t.cause END,
      due_at = CASE WHEN t.returns THEN t.again_at ELSE m.due_at END,
      claimed_at = CASE WHEN NOT t.returns THEN m.claimed_at END,
      resends = m.resends + t.returns::int::smallint, 
      -- These causes are tried again a few times only (failures/cause.ts).
      tries = m.tries + (t.returns AND t.again_because IN ('unreachable', 'carrier-trouble', 'expired-in-queue', 'refused-as-wrong'))::int::smallint,
      handed_at = CASE WHEN NOT t.returns THEN coalesce(m.handed_at, $7) END, ask_at = NULL, asked = CASE WHEN t.returns THEN 0 ELSE m.asked END,
      sent_at = CASE WHEN t.returns THEN NULL WHEN t.state IN ('sent', 'delivered') THEN coalesce(m.sent_at, $7) ELSE m.sent_at END,
      delivered_at = CASE WHEN t.state = 'delivered' THEN $7::timestamptz ELSE m.delivered_at END,
      ended_at = CASE WHEN t.state IN ('delivered', 'failed') AND NOT t.returns THEN $7::timestamptz END
  FROM told t
  WHERE t.moves AND m.month = ANY($8::date[]) AND m.shop_id = t.shop_id AND m.month + 0 = t.month AND m.id = t.id
), queued AS (
  -- How long the carrier keeps a number's texts: the least of the batch, for a receipt that was late says nothing of the queue.
  SELECT shop_id, sender_id, min(extract(epoch FROM now() - claimed_at)::float8 - heard_ago)::int AS seconds
  FROM told
  WHERE moves AND was = 'accepted' AND state IN ('sent', 'delivered')
  GROUP BY shop_id, sender_id
  -- No text lives longer in a queue: this one was late for another reason.
  HAVING min(extract(epoch FROM now() - claimed_at)::float8 - heard_ago) < 36000
), noticed AS (
  -- Written when there is a queue or has just been one, once in a few seconds, and by no one who would have to wait for it.
  UPDATE senders n SET queue_seconds = q.seconds, queue_seen_at = $7
  FROM (
    SELECT n.shop_id, n.id, CASE WHEN q.seconds < 10 THEN 0 ELSE q.seconds END AS seconds
    FROM queued q
    JOIN senders n ON n.shop_id = q.shop_id AND n.id = q.sender_id
    WHERE (q.seconds >= 10 OR n.queue_seconds > 0) AND (n.queue_seen_at IS NULL OR n.queue_seen_at < $7::timestamptz - interval '5 seconds')
    FOR UPDATE OF n SKIP LOCKED
  ) q
  WHERE n.shop_id = q.shop_id AND n.id = q.id
)
SELECT id, shop_id AS "shopId", month::text, phone, state, provider, sender_id AS "senderId", source_kind AS "sourceKind",
       source_id AS "sourceId", subscriber_id AS "subscriberId", class, purpose, charged_at AS "chargedAt", handed_at AS "handedAt",
       moves AS "hasMoved", moves AND returns AS "isTriedAgain", moves AND returns AND was <> 'waiting' AS "hasReturned",
       coalesce(resend = was_resends AND provider_id <> was_provider_id, false) AS "isSecond"
FROM told
