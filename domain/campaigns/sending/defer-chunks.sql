-- Purpose: moves a campaign's chunks under one set of rules and by one clock to the next hours in which their people may be texted.
-- Inputs:  $1 shop id, $2 campaign id, $3 signature, $4 now (business time), $5 due, $6 closing, $7 clock
-- Output:  nothing
-- Why not Prisma: SKIP LOCKED: a chunk that another worker holds is that worker's to decide about.
UPDATE campaign_chunks SET due_at = $5, closes_at = $6
WHERE shop_id = $1 AND id IN (
  SELECT id FROM campaign_chunks
  WHERE shop_id = $1 AND campaign_id = $2 AND rule_signature = $3 AND time_zone IS NOT DISTINCT FROM $7
    AND state = 'ready' AND due_at <= $4
  FOR UPDATE SKIP LOCKED)
