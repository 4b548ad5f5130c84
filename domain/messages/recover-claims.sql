-- Purpose: turns the claims of workers that died into outcomes to be asked for.
-- Inputs:  $1 seconds after a claim's end from which on it is abandoned, $2 most claims
-- Output:  how many texts, in one row
-- Why not Prisma: SKIP LOCKED, over a few claims of up to 250 texts each. The claim is locked before its texts, and these
--          in id order, as by those who record outcomes.
WITH dead AS (
  SELECT shop_id, claimed_at, id, months, message_ids FROM claims
  WHERE ends_at < clock_timestamp() - make_interval(secs => $1)
  ORDER BY ends_at LIMIT $2
  FOR UPDATE SKIP LOCKED
), left_over AS (
  SELECT m.shop_id, m.month, m.id FROM dead d
  CROSS JOIN LATERAL unnest(array_fill(d.shop_id, ARRAY[cardinality(d.message_ids)]), d.months, d.message_ids) AS t(shop_id, month, id)
  JOIN messages m ON m.shop_id = t.shop_id AND m.month = t.month AND m.id = t.id
  WHERE m.state = 'sending' AND m.claimed_at = d.claimed_at
  ORDER BY m.id
  FOR UPDATE OF m
), turned AS (
  UPDATE messages m SET state = 'unknown', reason = 'outcome-unknown', ask_at = clock_timestamp()
  FROM left_over t
  WHERE m.shop_id = t.shop_id AND m.month = t.month AND m.id = t.id
  RETURNING m.id
), gone AS (
  DELETE FROM claims c USING dead d WHERE c.shop_id = d.shop_id AND c.claimed_at = d.claimed_at AND c.id = d.id
)
SELECT count(*) AS recovered FROM turned
