-- Purpose: whether anything of a sending campaign is still to be done.
-- Inputs:  $1 shop id, $2 campaign id
-- Output:  one row: isUnfinished
-- Why not Prisma: two looks at one moment. A text whose outcome no one can
--          tell any more (unknown, not to be asked for) is done.
SELECT EXISTS (SELECT 1 FROM campaign_chunks WHERE shop_id = $1 AND campaign_id = $2 AND state = 'ready')
    OR EXISTS (SELECT 1 FROM message_tallies
               WHERE shop_id = $1 AND source_id = $2 AND (state IN ('waiting', 'sending') OR is_asking)
               GROUP BY state, reason, is_asking HAVING sum(count) > 0)
  AS "isUnfinished"
