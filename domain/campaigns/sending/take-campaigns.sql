-- Purpose: the campaigns that a lane may send for, held in share mode until the claim commits: a pause or a cancel waits
--          for the claim, or the claim sees it. They are locked before any chunk, and in id order.
--          While the number is out of service no one is taken off a chunk: people wait there at no cost. Once the deadline
--          has passed they are, to end as expired.
-- Inputs:  $1 shop id, $2 sender id, $3 now (business time)
-- Output:  one row per campaign with what its batches need
-- Why not Prisma: it cannot lock rows. Served by the partial index campaigns_dispatching.
SELECT c.id, c.month, c.expires_at AS "expiresAt", c.name, c.body, c.link_url AS "linkUrl", c.is_urgent AS "isUrgent",
       c.local_time AS "localTime", g.texting_starts_minute AS "startsMinute", g.texting_ends_minute AS "endsMinute",
       g.stricter_rules AS "stricter", carrier_queue_seconds(n, $3) AS "queueSeconds"
FROM campaigns c
JOIN shop_settings g ON g.shop_id = c.shop_id
JOIN senders n ON n.shop_id = c.shop_id AND n.id = c.sender_id
WHERE c.shop_id = $1 AND c.sender_id = $2 AND c.state IN ('preparing', 'sending')
  AND (n.state = 'active' OR c.expires_at <= $3)
  AND (c.spend_cap_micros IS NULL OR NOT EXISTS (
    SELECT 1 FROM spend_counters s WHERE s.shop_id = c.shop_id AND s.kind = 'campaign' AND s.target = c.id AND s.refused IS NOT NULL))
ORDER BY c.id
FOR SHARE OF c
