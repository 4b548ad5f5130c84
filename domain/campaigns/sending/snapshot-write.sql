-- Purpose: writes a page's chunks and moves the snapshot's cursor past it, in one transaction.
-- Inputs:  $1 shop id, $2 campaign id, $3 chunk ids, $4 signatures, $5 due, $6 closing, $7 subscriber ids (array literals),
--          $8 cursor as it was read, $9 cursor after the page, $10 people on the page, $11 time the snapshot is complete
--          (null: another page follows), $12 clocks
-- Output:  one row when written; none when another worker was faster or the campaign no longer prepares: then nothing
--          was changed
-- Why not Prisma: arrays of arrays, and the campaign's row must be locked only for this one statement, because a claim
--          waits for it.
WITH moved AS (
  UPDATE campaigns
  SET snapshot_key = $9, audience_count = audience_count + $10, snapshot_done_at = $11::timestamptz,
      state = CASE WHEN $11::timestamptz IS NULL THEN state ELSE 'sending' END
  WHERE shop_id = $1 AND id = $2 AND state = 'preparing' AND snapshot_done_at IS NULL AND snapshot_key IS NOT DISTINCT FROM $8::int
  RETURNING shop_id, id, sender_id, audience_count
), written AS (
  INSERT INTO campaign_chunks (shop_id, id, campaign_id, sender_id, rule_signature, time_zone, due_at, closes_at, subscriber_ids)
  SELECT c.shop_id, t.id, c.id, c.sender_id, t.signature, t.zone, t.due_at, t.closes_at, t.ids::uuid[]
  FROM moved c, unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $12::text[])
    AS t(id, signature, due_at, closes_at, ids, zone)
)
SELECT audience_count AS "audienceCount" FROM moved
