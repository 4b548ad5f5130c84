-- Purpose: the chunk whose window closes first among these campaigns', and the people its cursor has come to. Of equals
--          the older: page keys are random, so the order of chunks favours no one.
-- Inputs:  $1 shop id, $2 campaign ids, $3 now (business time), $4 people wanted
-- Output:  at most one row, locked until the claim commits; another worker's chunks are passed over
-- Why not Prisma: SKIP LOCKED, and one probe of the partial index campaign_chunks_next for each campaign, however many
--          chunks it has.
SELECT k.id, k.campaign_id AS "campaignId", k.rule_signature AS signature, k.time_zone AS zone, k.due_at AS "dueAt", k.cursor,
       k.subscriber_ids[k.cursor + 1 : k.cursor + $4::int] AS "subscriberIds"
FROM unnest($2::uuid[]) AS c(id), LATERAL (
  SELECT * FROM campaign_chunks
  WHERE shop_id = $1 AND campaign_id = c.id AND state = 'ready' AND due_at <= $3
  ORDER BY closes_at, id
  LIMIT 1
  FOR UPDATE SKIP LOCKED
) AS k
ORDER BY k.closes_at, k.id
LIMIT 1
