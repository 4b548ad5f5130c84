-- A START that a machine with a fast clock took in is dated ahead, and outweighed the STOPs until that date. The code now dates no
-- decision later than when it was recorded. This brings back the dates of the STARTs that are stored, and stops everybody whose STOP
-- came after such a START was recorded. Old code goes on: it reads the same rows. Locks only the rows it changes. Safe to repeat.

-- The ledger lets a date that is ahead be brought back to when it was recorded, if what was claimed is kept as evidence.
CREATE OR REPLACE FUNCTION keep_consent_ledger() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.text_shown IS NULL OR NEW.text_shown IS NOT DISTINCT FROM OLD.text_shown)
       AND (NEW.ip IS NULL OR NEW.ip IS NOT DISTINCT FROM OLD.ip)
       AND (NEW.shop_id, NEW.id, NEW.subscriber_id, NEW.phone_hash, NEW.scope, NEW.state, NEW.source, NEW.form_version,
            NEW.double_opt_in, NEW.applied, NEW.reason)
           IS NOT DISTINCT FROM
           (OLD.shop_id, OLD.id, OLD.subscriber_id, OLD.phone_hash, OLD.scope, OLD.state, OLD.source, OLD.form_version,
            OLD.double_opt_in, OLD.applied, OLD.reason)
       AND (((NEW.evidence = '{}' OR NEW.evidence = OLD.evidence)
             AND (NEW.occurred_at, NEW.recorded_at) = (OLD.occurred_at, OLD.recorded_at))
            OR (OLD.occurred_at > least(OLD.recorded_at, now()::timestamptz(3))
                AND NEW.evidence = OLD.evidence || jsonb_build_object('claimedAt', OLD.occurred_at)
                AND NEW.occurred_at = least(OLD.recorded_at, now()::timestamptz(3))
                AND NEW.recorded_at = least(OLD.recorded_at, now()::timestamptz(3)))) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The consent ledger is append-only: a row may lose its personal columns and nothing else.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM shops WHERE id = OLD.shop_id AND redacted_at IS NOT NULL) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The consent ledger is append-only: only the rows of an erased store may be deleted.'
    USING ERRCODE = 'restrict_violation';
END
$$;

-- allow backfill: a handful of rows, of machines whose clock was ahead
UPDATE consent_events
SET evidence = evidence || jsonb_build_object('claimedAt', occurred_at),
    occurred_at = least(recorded_at, now()::timestamptz(3)), recorded_at = least(recorded_at, now()::timestamptz(3))
WHERE source = 'inbound-text' AND state = 'subscribed' AND occurred_at > least(recorded_at, now()::timestamptz(3));

-- allow backfill: a handful of rows, of machines whose clock was ahead
UPDATE suppressions SET lifted_at = now() WHERE lifted_at > now();

-- allow backfill: only people with a START that was dated ahead and a STOP after it
WITH retracted AS (
  SELECT shop_id, subscriber_id, evidence ->> 'reviewId' AS review_id, max(occurred_at) AS at
  FROM consent_events WHERE state = 'retracted' AND evidence ->> 'reviewId' IS NOT NULL
  GROUP BY 1, 2, 3
), ahead AS (
  SELECT DISTINCT shop_id, subscriber_id FROM consent_events
  WHERE source = 'inbound-text' AND state = 'subscribed' AND evidence ? 'claimedAt'
), refusals AS (
  SELECT DISTINCT ON (c.shop_id, c.subscriber_id) c.shop_id, c.subscriber_id, c.source, c.occurred_at
  FROM ahead a
  JOIN consent_events c ON c.shop_id = a.shop_id AND c.subscriber_id = a.subscriber_id
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
