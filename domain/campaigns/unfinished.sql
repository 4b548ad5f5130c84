-- Purpose: whether anything of a sending campaign is still to be done.
-- Inputs:  $1 shop id, $2 campaign id, $3 month
-- Output:  one row: isUnfinished
-- Why not Prisma: four probes of indexes, stopping at the first that finds something. A text whose outcome nobody can
--          tell any more (unknown, not to be asked for) is done.
SELECT EXISTS (SELECT 1 FROM campaign_chunks WHERE shop_id = $1 AND campaign_id = $2 AND state = 'ready')
    OR EXISTS (SELECT 1 FROM messages WHERE shop_id = $1 AND month = $3::date AND source_id = $2 AND state = 'waiting')
    OR EXISTS (SELECT 1 FROM messages WHERE shop_id = $1 AND month = $3::date AND source_id = $2 AND state = 'sending')
    OR EXISTS (SELECT 1 FROM messages WHERE shop_id = $1 AND month = $3::date AND source_id = $2 AND state = 'unknown' AND ask_at IS NOT NULL)
  AS "isUnfinished"
