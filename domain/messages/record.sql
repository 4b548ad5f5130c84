-- Purpose: writes what became of a claim's texts.
-- Inputs:  $1 shop id, $2 claim (microseconds), $3 months, $4 ids, $5 states, $6 provider ids, $7 reasons, $8 due,
--          $9 real seconds until the provider may be asked, $10 now (business time)
-- Output:  the ids that were written
-- Why not Prisma: 250 rows in one statement. A receipt that was faster has moved its row on from "sending", and a later
--          claim has another time: neither is overwritten. Rows are locked in id order.
WITH handed AS (
  SELECT t.* FROM unnest($3::date[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::float8[])
    AS t(month, id, state, provider_id, reason, due_at, ask_after)
  JOIN messages m ON m.shop_id = $1 AND m.month = t.month AND m.id = t.id
  WHERE m.state = 'sending' AND m.claimed_at = to_timestamp($2::float8 / 1000000)
  ORDER BY t.id
  FOR UPDATE OF m
)
UPDATE messages m
SET state = h.state, provider_id = coalesce(h.provider_id, m.provider_id), reason = h.reason,
    due_at = coalesce(h.due_at, m.due_at),
    attempts = m.attempts + CASE WHEN h.state = 'waiting' THEN 1 ELSE 0 END,
    claimed_at = CASE WHEN h.state <> 'waiting' THEN m.claimed_at END,
    claim_ends_at = CASE WHEN h.state <> 'waiting' THEN m.claim_ends_at END,
    ask_at = CASE WHEN h.state = 'unknown' THEN clock_timestamp() + make_interval(secs => h.ask_after) END,
    handed_at = CASE WHEN h.state <> 'waiting' THEN $10::timestamptz END,
    ended_at = CASE WHEN h.state = 'failed' THEN $10::timestamptz END
FROM handed h
WHERE m.shop_id = $1 AND m.month = h.month AND m.id = h.id
RETURNING m.id
