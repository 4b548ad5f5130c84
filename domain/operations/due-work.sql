-- Purpose: what else is due, for the sweep: each line is one probe of a partial index.
-- Inputs:  $1 now (business time)
-- Output:  job, and the shop and the campaign or import it is about where it is about one
-- Why not Prisma: one round trip every other second from every worker.
SELECT 'intake-' || kind AS job, NULL::uuid AS "shopId", NULL::uuid AS "subjectId"
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
SELECT 'missing-receipts', NULL, NULL WHERE EXISTS (SELECT 1 FROM receipt_checks WHERE due_at <= $1)
UNION ALL
SELECT 'restore', NULL, NULL WHERE EXISTS (SELECT 1 FROM restores WHERE ended_at IS NULL)
UNION ALL
SELECT 'campaign', shop_id, id FROM campaigns
WHERE state IN ('scheduled', 'preparing', 'sending') AND (state <> 'scheduled' OR scheduled_at <= $1)
UNION ALL
SELECT 'campaign', shop_id, id FROM campaigns WHERE is_settling AND state = 'cancelled'
UNION ALL
SELECT 'dry-run', shop_id, campaign_id FROM dry_runs WHERE state = 'under-way'
UNION ALL
SELECT 'shop-details', id, NULL FROM shops
WHERE installed_at IS NOT NULL AND uninstalled_at IS NULL
  AND (details_at IS NULL OR form_key_at IS NULL OR form_key_at < installed_at)
UNION ALL
SELECT 'installation-check', id, NULL FROM shops WHERE uninstall_told_at IS NOT NULL AND uninstalled_at IS NULL
UNION ALL
SELECT 'reconcile', id, NULL FROM shops
WHERE uninstalled_at IS NULL AND installed_at IS NOT NULL AND coalesce(reconcile_at, installed_at) <= $1
UNION ALL
SELECT 'opt-in-requests', NULL, NULL
WHERE EXISTS (SELECT 1 FROM opt_in_requests WHERE state = 'open' AND expires_at < $1)
UNION ALL
SELECT 'unsure-replies', NULL, NULL
WHERE EXISTS (SELECT 1 FROM unsure_replies WHERE state = 'open' AND closes_at <= $1)
UNION ALL
SELECT 'shop-redaction', shop_id, NULL FROM shop_redactions WHERE due_at <= $1
UNION ALL
-- From shop to shop, a probe each, however much each has to tell its store.
SELECT 'store-consent', shop_id, NULL
FROM (
  WITH RECURSIVE telling AS (
    (SELECT shop_id FROM store_consents WHERE due_at IS NOT NULL ORDER BY shop_id LIMIT 1)
    UNION ALL
    SELECT (SELECT c.shop_id FROM store_consents c WHERE c.due_at IS NOT NULL AND c.shop_id > t.shop_id
            ORDER BY c.shop_id LIMIT 1)
    FROM telling t WHERE t.shop_id IS NOT NULL
  )
  SELECT shop_id FROM telling WHERE shop_id IS NOT NULL
) t
WHERE EXISTS (SELECT 1 FROM store_consents c WHERE c.shop_id = t.shop_id AND c.due_at <= $1)
UNION ALL
-- At night every shop's are due at once: a few at a time.
SELECT DISTINCT 'segment-sizes', d.shop_id, NULL::uuid
FROM (SELECT shop_id FROM segments WHERE archived_at IS NULL AND count_due_at <= $1 ORDER BY count_due_at LIMIT 100) AS d
JOIN shops h ON h.id = d.shop_id
UNION ALL
SELECT 'import', shop_id, id FROM imports WHERE state IN ('examining', 'importing')
