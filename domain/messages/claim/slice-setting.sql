-- Purpose: the shop's and the sender's side of a slice.
-- Inputs:  $1 shop id, $2 sender id, $3 now (business time), $4 class, or null for what holds for every class
-- Output:  one row, or none when there is no such sender in that shop. hasLimits: a spend cap or a carrier's budget may apply;
--          isExhausted: one of them has refused a text, and its day is not over. heldUntil: the provider takes no texts, and when
--          one may try it again; heldRegions: countries that it takes none to.
--          isStopped: by the kill switch, by an operator's pause of the class or the provider, while an uninstall was reported and not
--          confirmed, or until a restore of the database is made up for. isMarketingStopped: an operator has stopped all marketing. hasLeftTexts: the provider sent texts of which the restored database knew nothing.
-- Why not Prisma: three tables, once per slice, inside the claim's transaction.
SELECT coalesce(nullif(g.brand_name, ''), s.name, s.domain) AS "brandName",
       s.installed_at IS NOT NULL AND s.uninstalled_at IS NULL AS "isLive",
       n.state = 'active' AS "isSenderLive", n.phone AS "senderPhone", n.provider,
       carrier_queue_seconds(n, $3) AS "queueSeconds",
       g.texting_starts_minute AS "textingStartsMinute", g.texting_ends_minute AS "textingEndsMinute", g.stricter_rules AS "stricter",
       g.frequency_cap_texts AS "frequencyCapTexts", g.frequency_cap_hours AS "frequencyCapHours",
       g.frequency_cap_action AS "frequencyCapAction",
       s.sending_stopped_at IS NOT NULL OR s.uninstall_held_at IS NOT NULL OR EXISTS (SELECT FROM restores WHERE ended_at IS NULL)
         OR EXISTS (SELECT FROM pauses p WHERE p.kind = 'class' AND p.name = $4)
         OR EXISTS (SELECT FROM provider_holds h WHERE h.provider = n.provider AND h.region = '' AND h.cause = 'operator') AS "isStopped",
       EXISTS (SELECT FROM pauses p WHERE p.kind = 'marketing') AS "isMarketingStopped",
       (SELECT count FROM epochs) AS epoch,
       EXISTS (SELECT FROM left_texts l WHERE l.shop_id = $1) AS "hasLeftTexts",
       g.daily_spend_cap_micros IS NOT NULL
         OR EXISTS (SELECT 1 FROM campaigns c WHERE c.shop_id = $1 AND c.spend_cap_micros IS NOT NULL AND c.state IN ('preparing', 'sending'))
         OR EXISTS (SELECT 1 FROM carrier_budgets b WHERE b.shop_id = $1 AND b.per = 'day' AND b.sender_ids @> ARRAY[$2::uuid]) AS "hasLimits",
       is_used_up($1, $2, $3) AS "isExhausted",
       (SELECT h.until FROM provider_holds h WHERE h.provider = n.provider AND h.region = '' AND h.cause <> 'operator') AS "heldUntil",
       coalesce((SELECT json_agg(json_build_object('region', h.region, 'until', h.until)) FROM provider_holds h
                 WHERE h.provider = n.provider AND h.region <> ''), '[]') AS "heldRegions"
FROM senders n
JOIN shops s ON s.id = n.shop_id
JOIN shop_settings g ON g.shop_id = n.shop_id
WHERE n.shop_id = $1 AND n.id = $2
