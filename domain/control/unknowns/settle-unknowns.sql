-- Purpose: writes what an operator decided about texts with an unknown outcome.
-- Inputs:  $1 shop ids, $2 months, $3 ids, $4 states (sent, failed or waiting), $5 now (business time)
-- Output:  nothing
-- Why not Prisma: a page in one statement. The rows are locked by take-final-unknowns.sql.
UPDATE messages m
SET state = t.state, reason = CASE WHEN t.state = 'failed' THEN 'not-sent' END, asked = 0,
    handed_at = CASE WHEN t.state = 'sent' THEN coalesce(m.handed_at, $5::timestamptz) END,
    sent_at = CASE WHEN t.state = 'sent' THEN $5::timestamptz END,
    ended_at = CASE WHEN t.state = 'failed' THEN $5::timestamptz END,
    due_at = CASE WHEN t.state = 'waiting' THEN $5::timestamptz ELSE m.due_at END,
    claimed_at = CASE WHEN t.state <> 'waiting' THEN m.claimed_at END,
    provider_id = CASE WHEN t.state <> 'waiting' THEN m.provider_id END,
    attempts = m.attempts + (t.state = 'waiting')::int
FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::text[]) AS t(shop_id, month, id, state)
WHERE m.shop_id = t.shop_id AND m.month = t.month AND m.id = t.id
