-- Purpose: notes for the store what it does not say as we do, once both have been heard: the stricter holds by then.
-- Inputs:  $1 shop ids, $2 subscriber ids (no pair twice; locked by the caller), $3 what the store says (none: nothing),
--          $4 when that was decided (null: never), $5 now
-- Output:  none. What we are telling it already, or told it later than its word, is not told again; a store that keeps saying
--          otherwise (another app, an automation) is answered once an hour at most.
--          A yes that the store said itself it knows, though this word of it may be from the moment before.
-- Why not Prisma: hundreds at once. A time after the store's word, or it would be taken for older news.
INSERT INTO store_consents AS p (shop_id, subscriber_id, state, opt_in_level, decided_at, because, due_at)
SELECT s.shop_id, s.id, s.marketing, CASE WHEN s.marketing = 'pending' THEN 'confirmed' ELSE 'single' END,
       least($5::timestamptz, greatest(s.marketing_at, t.at + interval '1 second')), 'conflict', $5::timestamptz
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) AS t(shop_id, subscriber_id, state, at)
JOIN subscribers s ON s.shop_id = t.shop_id AND s.id = t.subscriber_id
WHERE s.redacted_at IS NULL AND s.customer_id IS NOT NULL AND s.marketing_at IS NOT NULL
  AND ((s.marketing = 'unsubscribed' AND t.state IN ('subscribed', 'pending'))
    OR (s.marketing = 'subscribed' AND t.state <> 'subscribed' AND (
      SELECT e.source NOT IN ('checkout', 'shopify') FROM consent_events e
      WHERE e.shop_id = s.shop_id AND e.subscriber_id = s.id AND e.state = 'subscribed' AND e.applied
      ORDER BY e.occurred_at DESC LIMIT 1))
    OR (s.marketing = 'pending' AND t.state = 'subscribed'))
  -- An older word than the store's own newest comes late or again, and is not what it says now.
  AND NOT EXISTS (SELECT FROM consent_events e
    WHERE e.shop_id = s.shop_id AND e.subscriber_id = s.id AND e.source = 'shopify' AND e.occurred_at > t.at)
  AND NOT EXISTS (SELECT FROM store_consents c
    WHERE c.shop_id = s.shop_id AND c.subscriber_id = s.id AND c.state = s.marketing
      AND c.decided_at >= greatest(s.marketing_at, t.at))
ORDER BY s.shop_id, s.id
ON CONFLICT (shop_id, subscriber_id) DO UPDATE
  SET state = excluded.state, opt_in_level = excluded.opt_in_level, decided_at = excluded.decided_at,
      because = excluded.because, attempts = 0, trouble = NULL, told_at = NULL,
      due_at = greatest(excluded.due_at, CASE WHEN p.because = 'conflict' THEN p.told_at + interval '1 hour' END)
