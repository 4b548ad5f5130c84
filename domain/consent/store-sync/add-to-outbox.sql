-- Purpose: adds consent changes to the outbox of the store sync, in the transaction that decides them.
-- Inputs:  $1 shop ids, $2 subscriber ids (no pair twice), $3 states, $4 opt-in levels, $5 when decided, $6 now
-- Output:  none. In the order of the key, so that batches do not deadlock. A newer change replaces one that was not pushed yet.
-- Why not Prisma: hundreds at once.
INSERT INTO store_consents AS p (shop_id, subscriber_id, state, opt_in_level, decided_at, because, due_at)
SELECT t.shop_id, t.subscriber_id, t.state, t.opt_in_level, t.decided_at, 'decision', $6::timestamptz
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
  AS t(shop_id, subscriber_id, state, opt_in_level, decided_at)
ORDER BY t.shop_id, t.subscriber_id
ON CONFLICT (shop_id, subscriber_id) DO UPDATE
  SET state = excluded.state, opt_in_level = excluded.opt_in_level, decided_at = excluded.decided_at,
      because = excluded.because, due_at = excluded.due_at, attempts = 0, told_at = NULL, trouble = NULL
