-- A form, a checkout or a file no longer lifts a STOP. Everybody whose STOP was lifted by one of them is stopped again, as
-- domain/consent/decision.ts now reads their ledger. The ledger itself is not touched. Workers of the release before go on: they
-- read the same ledger, and until they are replaced a new form may lift a STOP once more. Run this again by hand if they ran long.
-- Locks only the rows it changes. Safe to repeat.
WITH retracted AS (
  SELECT shop_id, subscriber_id, evidence ->> 'reviewId' AS review_id, max(occurred_at) AS at
  FROM consent_events WHERE state = 'retracted' AND evidence ->> 'reviewId' IS NOT NULL
  GROUP BY 1, 2, 3
), refusals AS (
  -- The newest no of each person that only their own text lifts.
  SELECT DISTINCT ON (c.shop_id, c.subscriber_id) c.shop_id, c.subscriber_id, c.source, c.occurred_at
  FROM consent_events c
  WHERE c.state = 'unsubscribed' AND c.source IN ('inbound-text', 'reply-review', 'unsubscribe-page', 'import', 'provider')
    AND NOT EXISTS (SELECT FROM retracted r
      WHERE r.shop_id = c.shop_id AND r.subscriber_id = c.subscriber_id AND r.review_id = c.evidence ->> 'reviewId'
        AND r.at >= c.occurred_at)
  ORDER BY c.shop_id, c.subscriber_id, c.occurred_at DESC
), broken AS (
  SELECT f.shop_id, f.subscriber_id, f.source, f.occurred_at, s.phone_hash, s.customer_id
  FROM refusals f
  JOIN subscribers s ON s.shop_id = f.shop_id AND s.id = f.subscriber_id
  WHERE s.marketing IN ('subscribed', 'pending')
    AND NOT EXISTS (SELECT FROM consent_events y
      WHERE y.shop_id = f.shop_id AND y.subscriber_id = f.subscriber_id AND y.state = 'subscribed'
        AND y.source = 'inbound-text' AND y.occurred_at > f.occurred_at)
  ORDER BY f.shop_id, f.subscriber_id
  FOR NO KEY UPDATE OF s
), standing AS (
  UPDATE subscribers s SET marketing = 'unsubscribed', marketing_at = b.occurred_at, updated_at = now()
  FROM broken b WHERE s.shop_id = b.shop_id AND s.id = b.subscriber_id
), stopped AS (
  INSERT INTO suppressions AS p (shop_id, phone_hash, reason, at)
  SELECT shop_id, phone_hash, CASE source WHEN 'provider' THEN 'opted-out-at-provider' ELSE 'opted-out' END, occurred_at
  FROM broken
  ON CONFLICT (shop_id, phone_hash) DO UPDATE
    SET reason = CASE WHEN p.reason = 'opted-out-at-provider' THEN p.reason ELSE excluded.reason END,
        at = greatest(p.at, excluded.at), lifted_at = NULL
), questions AS (
  UPDATE opt_in_requests r SET state = 'withdrawn', settled_at = now()
  FROM broken b WHERE r.shop_id = b.shop_id AND r.subscriber_id = b.subscriber_id AND r.state = 'open'
), told AS (
  INSERT INTO store_consents AS p (shop_id, subscriber_id, state, opt_in_level, decided_at, because, due_at)
  SELECT shop_id, subscriber_id, 'unsubscribed', 'single', occurred_at, 'decision', now()
  FROM broken WHERE customer_id IS NOT NULL
  ON CONFLICT (shop_id, subscriber_id) DO UPDATE
    SET state = excluded.state, opt_in_level = excluded.opt_in_level, decided_at = excluded.decided_at,
        because = excluded.because, due_at = excluded.due_at, attempts = 0, told_at = NULL, trouble = NULL
)
INSERT INTO withdrawals (shop_id, kind, target) SELECT shop_id, 'subscriber', subscriber_id FROM broken;
