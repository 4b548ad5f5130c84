-- Purpose: what the preparation guide looks at in a store, but for its audience: numbers, flows, inbox, staff, tests. All of one shop.
-- Inputs:  $1 shop id
-- Output:  one row
-- Why not Prisma: eight tables in one round trip.
SELECT g.test_text_sent_at AS "testTextSentAt",
       g.daily_spend_cap_micros AS "dayCapMicros",
       g.texting_starts_minute AS "startsMinute",
       g.texting_ends_minute AS "endsMinute",
       (SELECT count(*)::int FROM senders s WHERE s.shop_id = $1 AND s.state = 'active') AS "activeNumbers",
       (SELECT coalesce(array_agg(s.phone ORDER BY s.phone), '{}') FROM senders s WHERE s.shop_id = $1 AND s.state = 'stopped') AS "stoppedNumbers",
       (SELECT count(*)::int FROM flows f WHERE f.shop_id = $1 AND f.deleted_at IS NULL AND f.state = 'live') AS "liveFlows",
       (SELECT coalesce(array_agg(f.name ORDER BY f.name), '{}') FROM flows f
        WHERE f.shop_id = $1 AND f.deleted_at IS NULL AND f.state <> 'live') AS "otherFlows",
       (SELECT coalesce(array_agg(f.name ORDER BY f.name), '{}') FROM flows f
        JOIN flow_versions v ON v.shop_id = f.shop_id AND v.id = f.live_version_id
        WHERE f.shop_id = $1 AND f.deleted_at IS NULL AND f.state = 'live' AND f.draft <> coalesce(v.source, v.document)) AS "changedFlows",
       (SELECT count(*)::int FROM saved_replies r WHERE r.shop_id = $1) AS "savedReplies",
       (SELECT count(*)::int FROM keywords k WHERE k.shop_id = $1 AND k.opens_minute IS NOT NULL) AS "keywordsWithHours",
       (SELECT count(*)::int FROM unsure_replies u WHERE u.shop_id = $1 AND u.state = 'open') AS "openReviews",
       (SELECT count(*)::int FROM staff_phones p WHERE p.shop_id = $1) AS "staffNumbers",
       EXISTS (SELECT FROM flows f JOIN flow_versions v ON v.shop_id = f.shop_id AND v.id = f.live_version_id
        WHERE f.shop_id = $1 AND f.deleted_at IS NULL AND f.state = 'live'
          AND jsonb_path_exists(v.document, '$.** ? (@.type == "notify-staff")')) AS "alertsStaff"
FROM shop_settings g WHERE g.shop_id = $1
