-- Purpose: counts a marketing text against each person's frequency cap, at the claim; forgets what no cap looks at any more.
-- Inputs:  $1 shop id, $2 subscriber ids, $3 now (business time)
-- Output:  nothing
-- Why not Prisma: array arithmetic on 250 rows. The people are held already (recipients.ts). In id order, as release-caps.sql.
INSERT INTO recipient_caps (shop_id, subscriber_id, marketing_at)
SELECT $1, id, ARRAY[$3::timestamptz] FROM unnest($2::uuid[]) AS id ORDER BY id
ON CONFLICT (shop_id, subscriber_id) DO UPDATE
SET marketing_at = (
  SELECT array_agg(at ORDER BY at) FROM unnest(recipient_caps.marketing_at || $3::timestamptz) AS at
  WHERE at > $3::timestamptz - interval '31 days')
