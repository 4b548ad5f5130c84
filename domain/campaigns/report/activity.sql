-- Purpose: what campaigns under way are held up by, or what they wait for.
-- Inputs:  $1 shop id, $2 campaign ids, $3 now (business time)
-- Output:  one row per campaign: its shop's, its number's and its provider's standing; whether people in its chunks may be texted now, and
--          when the next may be (with whose clock); of its waiting texts the soonest, and why it waits; whether texts are
--          being handed over or asked about; the urgent campaign before it, and those before it on its number
-- Why not Prisma: a few probes of indexes for each campaign. Of very many waiting texts the first thousand are looked at.
SELECT c.id, h.sending_stopped_at IS NOT NULL AS "isShopStopped", n.phone AS "senderPhone",
       coalesce(n.state, 'active') <> 'active' AS "isSenderStopped", n.stopped_reason AS "stoppedReason",
       (SELECT h.words FROM provider_holds h WHERE h.provider = n.provider AND h.region = '') AS "heldWords",
       ready.closes_at IS NOT NULL AS "isDue", next.due_at AS "nextAt", next.time_zone AS "nextZone", next.rule_signature AS "nextSignature",
       waits.due_at AS "waitsUntil", waits.reason AS "waitsBecause",
       (SELECT coalesce(sum(t.count), 0) > 0 FROM message_tallies t
        WHERE t.shop_id = $1 AND t.source_id = c.id AND t.state = 'sending') AS "isHanding",
       (SELECT coalesce(sum(t.count), 0) > 0 FROM message_tallies t
        WHERE t.shop_id = $1 AND t.source_id = c.id AND t.is_asking) AS "isAsking",
       (SELECT u.name FROM campaigns u
        WHERE u.shop_id = $1 AND u.id <> c.id AND u.is_urgent AND NOT c.is_urgent AND u.state IN ('preparing', 'sending') AND EXISTS (
          SELECT 1 FROM campaign_chunks k
          WHERE k.shop_id = $1 AND k.campaign_id = u.id AND k.state = 'ready' AND k.due_at <= $3)) AS "behindUrgent",
       (SELECT json_agg(json_build_object('name', o.name, 'isSooner', k.closes_at < ready.closes_at) ORDER BY k.closes_at, k.id)
        FROM campaigns o CROSS JOIN LATERAL (
          SELECT closes_at, id FROM campaign_chunks
          WHERE shop_id = $1 AND campaign_id = o.id AND state = 'ready' AND due_at <= $3
          ORDER BY closes_at, id LIMIT 1) AS k
        WHERE o.shop_id = $1 AND o.sender_id = c.sender_id AND o.id <> c.id AND NOT c.is_urgent
          AND o.state IN ('preparing', 'sending') AND (k.closes_at, k.id) < (ready.closes_at, ready.id)) AS "before"
FROM campaigns c
JOIN shops h ON h.id = c.shop_id
LEFT JOIN senders n ON n.shop_id = c.shop_id AND n.id = c.sender_id
LEFT JOIN LATERAL (
  SELECT closes_at, id FROM campaign_chunks
  WHERE shop_id = $1 AND campaign_id = c.id AND state = 'ready' AND due_at <= $3
  ORDER BY closes_at, id LIMIT 1) AS ready ON true
LEFT JOIN LATERAL (
  SELECT due_at, time_zone, rule_signature FROM campaign_chunks
  WHERE shop_id = $1 AND campaign_id = c.id AND state = 'ready' AND due_at > $3
  ORDER BY due_at LIMIT 1) AS next ON true
LEFT JOIN LATERAL (
  SELECT due_at, reason FROM (
    SELECT due_at, reason FROM messages
    WHERE shop_id = $1 AND source_id = c.id AND is_waiting AND due_at < '9999-01-01'
    LIMIT 1000) AS seen
  ORDER BY due_at LIMIT 1) AS waits ON true
WHERE c.shop_id = $1 AND c.id = ANY($2::uuid[]) AND c.state IN ('preparing', 'sending')
