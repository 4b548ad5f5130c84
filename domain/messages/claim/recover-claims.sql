-- Purpose: turns what is left of abandoned claims into outcomes to be asked for, and ends these claims.
-- Inputs:  $1 shop ids, $2 claimed at, $3 ids of claims that the transaction holds, $4 the months of their texts once each,
--          $5 now and $6 when their final receipts are first checked (business time)
-- Output:  how many texts, in one row
-- Why not Prisma: a few claims of up to 250 texts each in one statement. The texts are locked in id order, as by those who
--          record outcomes. "+ 0" and the months: see receipts.sql; a text passed over here would stay "sending" for ever.
WITH dead AS (
  SELECT c.shop_id, c.claimed_at, c.id, c.months, c.message_ids
  FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[]) AS k(shop_id, claimed_at, id)
  JOIN claims c ON c.shop_id = k.shop_id AND c.claimed_at = k.claimed_at AND c.id = k.id
), left_over AS (
  SELECT m.shop_id, m.month, m.id FROM dead d
  CROSS JOIN LATERAL unnest(d.months, d.message_ids) AS t(month, id)
  JOIN messages m ON m.shop_id = d.shop_id AND m.month + 0 = t.month AND m.id = t.id
  WHERE m.month = ANY($4::date[]) AND m.state = 'sending' AND m.claimed_at = d.claimed_at
  ORDER BY m.id
  FOR UPDATE OF m
), turned AS (
  UPDATE messages m SET state = 'unknown', reason = 'outcome-unknown', ask_at = clock_timestamp()
  FROM left_over t
  WHERE m.month = ANY($4::date[]) AND m.shop_id = t.shop_id AND m.month + 0 = t.month AND m.id = t.id
  RETURNING m.id
), gone AS (
  DELETE FROM claims c USING dead d WHERE c.shop_id = d.shop_id AND c.claimed_at = d.claimed_at AND c.id = d.id
), checked AS (
  -- What the look-up finds to have been sent may miss its final receipt.
  INSERT INTO receipt_checks (shop_id, claimed_at, id, handed_at, due_at, months, message_ids)
  SELECT shop_id, claimed_at, id, $5, $6, months, message_ids FROM dead
  -- Of one that was made for all texts without a receipt, when checks began.
  ON CONFLICT (shop_id, claimed_at, id) DO UPDATE
    SET handed_at = excluded.handed_at, due_at = excluded.due_at, months = excluded.months, message_ids = excluded.message_ids
)
SELECT count(*) AS recovered FROM turned
