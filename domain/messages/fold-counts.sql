-- Purpose: sums up the counts of one campaign: one row for each state and reason instead of one for each slice.
-- Inputs:  $1 shop id, $2 campaign id
-- Output:  rows that are gone
-- Why not Prisma: sums must be written in the statement that takes what they are made of away, or someone reads a wrong
--          number. Rows that another fold holds are passed over. Little is left alone: else each look would write.
WITH worth AS (
  SELECT 1 FROM message_tallies WHERE shop_id = $1 AND source_id = $2
  HAVING count(*) > 2 * count(DISTINCT (state, reason, is_asking))
), taken AS (
  SELECT id FROM message_tallies
  WHERE shop_id = $1 AND source_id = $2 AND EXISTS (SELECT 1 FROM worth)
  ORDER BY id
  FOR UPDATE SKIP LOCKED
), gone AS (
  DELETE FROM message_tallies t USING taken
  WHERE t.shop_id = $1 AND t.source_id = $2 AND t.id = taken.id
  RETURNING t.state, t.reason, t.is_asking, t.count
), folded AS (
  INSERT INTO message_tallies (shop_id, source_id, state, reason, is_asking, count)
  SELECT $1, $2, state, reason, is_asking, sum(count) FROM gone
  GROUP BY state, reason, is_asking HAVING sum(count) <> 0
  RETURNING 1
)
SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM folded) AS gone
