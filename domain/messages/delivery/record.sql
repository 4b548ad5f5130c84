-- Purpose: writes what became of a claim's texts.
-- Inputs:  $1 claim (microseconds), $2 ids, $3 provider ids, $4 the number of each text's outcome, from 1; the outcomes:
--          $5 shop id, $6 months, $7 states, $8 reasons, $9 due, $10 real seconds until the provider may be
--          asked; $11 now (business time), $12 the months once each, $13 the causes of the outcomes that failed
-- Output:  the ids that were written
-- Why not Prisma: 250 rows in one statement, their few outcomes told once. A receipt that was faster has moved its row on from
--          "sending", and a later claim has another time: neither is overwritten. The rows come in id order, which is the order of
--          receipts.sql too; nothing but the planner says so, and who loses a deadlock records again (domain/dispatch/pipeline.ts). Locking
--          them first cost as much as writing them. The months are named once for all, so that no other partition is
--          considered; for "+ 0" see receipts.sql.
UPDATE messages m
SET state = h.state, provider_id = coalesce(h.provider_id, m.provider_id), reason = h.reason, failure_cause = h.cause,
    due_at = coalesce(h.due_at, m.due_at),
    attempts = m.attempts + CASE WHEN h.state = 'waiting' THEN 1 ELSE 0 END,
    -- These causes are tried again a few times only (failures/cause.ts).
    tries = m.tries + (h.state = 'waiting' AND coalesce(h.reason, '') IN ('unreachable', 'carrier-trouble', 'expired-in-queue', 'refused-as-wrong'))::int::smallint,
    claimed_at = CASE WHEN h.state <> 'waiting' THEN m.claimed_at END,
    ask_at = CASE WHEN h.state = 'unknown' THEN clock_timestamp() + make_interval(secs => h.ask_after) END,
    handed_at = CASE WHEN h.state <> 'waiting' THEN $11::timestamptz END,
    ended_at = CASE WHEN h.state = 'failed' THEN $11::timestamptz END
FROM (
  SELECT t.id, t.provider_id, o.*
  FROM unnest($2::uuid[], $3::text[], $4::int[]) AS t(id, provider_id, outcome)
  JOIN unnest($6::date[], $7::text[], $8::text[], $9::timestamptz[], $10::float8[], $13::text[]) WITH ORDINALITY
    AS o(month, state, reason, due_at, ask_after, cause, number) ON o.number = t.outcome
  ORDER BY t.id
) AS h
WHERE m.shop_id = $5::uuid AND m.month = ANY($12::date[]) AND m.month + 0 = h.month AND m.id = h.id
  AND m.state = 'sending' AND m.claimed_at = to_timestamp($1::float8 / 1000000)
RETURNING m.id
