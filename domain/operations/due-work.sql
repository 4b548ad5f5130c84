-- Purpose: what else is due, for the sweep: each line is one probe of a partial index.
-- Inputs:  $1 now (business time)
-- Output:  job, and the shop and campaign it is about where it is about one
-- Why not Prisma: one round trip every other second from every worker.
SELECT 'intake-' || kind AS job, NULL::uuid AS "shopId", NULL::uuid AS "campaignId"
FROM unnest(ARRAY['inbound', 'webhook', 'receipt', 'click']) AS kind
WHERE EXISTS (SELECT 1 FROM intake i WHERE i.state = 'pending' AND i.kind = kind.kind AND i.due_at <= $1)
UNION ALL
SELECT 'flow-timers', NULL, NULL
WHERE EXISTS (SELECT 1 FROM enrollments WHERE state = 'waiting' AND resume_at <= $1)
UNION ALL
SELECT 'outcomes', NULL, NULL
WHERE EXISTS (SELECT 1 FROM claims WHERE ends_at < clock_timestamp())
   OR EXISTS (SELECT 1 FROM messages WHERE state = 'unknown' AND ask_at <= clock_timestamp())
UNION ALL
SELECT 'campaign', shop_id, id FROM campaigns
WHERE state IN ('scheduled', 'preparing', 'sending') AND (state <> 'scheduled' OR scheduled_at <= $1)
UNION ALL
SELECT 'campaign', shop_id, id FROM campaigns WHERE is_settling AND state = 'cancelled'
UNION ALL
SELECT 'dry-run', shop_id, campaign_id FROM dry_runs WHERE state = 'under-way'
UNION ALL
SELECT 'shop-details', id, NULL FROM shops WHERE details_at IS NULL AND installed_at IS NOT NULL AND uninstalled_at IS NULL
UNION ALL
SELECT 'reconcile', id, NULL FROM shops
WHERE uninstalled_at IS NULL AND installed_at IS NOT NULL AND coalesce(reconcile_at, installed_at) <= $1
