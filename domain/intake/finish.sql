-- Purpose: writes what became of deliveries. One that was handled loses its bytes: what they told stands where it
--          belongs, and an erasure finds it there. Refused and failed ones keep theirs, to be looked at. The caller
--          that writes down a failure holds nothing any more: what another worker has handled meanwhile stays handled.
-- Inputs:  $1 shop ids, $2 received at, $3 ids, $4 states, $5 reasons, $6 now (business time), $7 due again (null: keep)
-- Output:  nothing
-- Why not Prisma: hundreds of rows in one statement.
UPDATE intake i
SET state = t.state, reason = t.reason, due_at = coalesce($7, i.due_at),
    attempts = i.attempts + CASE WHEN t.state = 'done' THEN 0 ELSE 1 END,
    handled_at = CASE WHEN t.state <> 'pending' THEN $6::timestamptz END,
    body = CASE WHEN t.state = 'done' THEN '' ELSE i.body END
FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[]) AS t(shop_id, received_at, id, state, reason)
WHERE i.shop_id = t.shop_id AND i.received_at = t.received_at AND i.id = t.id AND i.state = 'pending'
