-- Purpose: blanks everything personal that a shop holds about some of its subscribers. What stays: the keyed
--          hash of the number, suppressions, states, times and amounts, so that a STOP outlives the erasure and sums hold.
-- Inputs:  $1 shop id, $2 subscriber ids, $3 the store's order ids to erase too, with their carts, $4 the store's customer ids,
--          $5 now, $6 the number that the request names, or null,
--          $7 its e-mail address in small letters, or null
-- Output:  rows blanked per table. Running it again blanks nothing more.
-- Why not Prisma: twenty tables and more in one statement, which is done wholly or not at all.
WITH people AS (
  SELECT s.shop_id, s.id, s.phone_hash, s.marketing FROM subscribers s
  WHERE s.shop_id = $1 AND s.id = ANY($2::uuid[])
    -- A yes that came late of someone who was erased has nothing left to prove it.
    AND (s.redacted_at IS NULL OR s.marketing IN ('subscribed', 'pending'))
), "consentEvents" AS (
  -- What the source's clock said stays: the same news is known by it when it comes again.
  UPDATE consent_events SET text_shown = NULL, ip = NULL,
    evidence = jsonb_strip_nulls(jsonb_build_object('claimedAt', evidence -> 'claimedAt'))
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
    AND (text_shown IS NOT NULL OR ip IS NOT NULL
         OR evidence <> jsonb_strip_nulls(jsonb_build_object('claimedAt', evidence -> 'claimedAt')))
  RETURNING 1
), ledger AS (
  INSERT INTO consent_events (shop_id, id, subscriber_id, phone_hash, scope, state, source, applied, occurred_at, recorded_at)
  SELECT shop_id, gen_random_uuid(), id, phone_hash, 'marketing', 'unsubscribed', 'redaction', true, $5::timestamptz, $5::timestamptz
  FROM people WHERE marketing IN ('subscribed', 'pending')
), subscribers_ AS (
  UPDATE subscribers s
  SET phone = NULL, customer_id = NULL, email = NULL, first_name = NULL, last_name = NULL, country = NULL, region = NULL,
      time_zone = NULL, places = '[]', rule_signature = 'unknown', tags = '{}', store_tags = '{}', store_tag_news = '{}',
      -- The store's tags are none as of now: older news of them bring none back.
      store_tags_at = coalesce(s.redacted_at, $5::timestamptz), identity_news = '{}',
      erased_at = coalesce(s.redacted_at, $5::timestamptz),
      redacted_at = coalesce(s.redacted_at, $5::timestamptz), updated_at = $5::timestamptz,
      marketing_at = CASE WHEN s.marketing IN ('subscribed', 'pending') THEN $5::timestamptz ELSE s.marketing_at END,
      marketing = CASE WHEN s.marketing IN ('subscribed', 'pending') THEN 'unsubscribed' ELSE s.marketing END
  FROM people p WHERE s.shop_id = p.shop_id AND s.id = p.id
  RETURNING 1
), messages_ AS (
  UPDATE messages
  SET body = NULL, phone = NULL,
      reason = CASE WHEN state = 'waiting' THEN 'redacted' ELSE reason END,
      ended_at = CASE WHEN state = 'waiting' THEN $5::timestamptz ELSE ended_at END,
      state = CASE WHEN state = 'waiting' THEN 'skipped' ELSE state END
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
    AND (body IS NOT NULL OR phone IS NOT NULL OR state = 'waiting')
  RETURNING 1
), "staffTexts" AS (
  -- Texts to staff about the person: "staff:<enrollment>:<step>" (domain/flows/actions/notify-staff.ts). The number is the staff's. The
  -- texts to the person are above: one statement can't change a row twice.
  UPDATE messages
  SET body = NULL,
      reason = CASE WHEN state = 'waiting' THEN 'redacted' ELSE reason END,
      ended_at = CASE WHEN state = 'waiting' THEN $5::timestamptz ELSE ended_at END,
      state = CASE WHEN state = 'waiting' THEN 'skipped' ELSE state END
  WHERE shop_id = $1 AND source_id = $1 AND source_kind = 'test' AND occurrence LIKE 'staff:%' AND subscriber_id <> ALL($2::uuid[])
    AND split_part(occurrence, ':', 2) IN (
      SELECT e.id::text FROM enrollments e WHERE e.shop_id = $1 AND e.subscriber_id = ANY($2::uuid[]))
    AND (body IS NOT NULL OR state = 'waiting')
  RETURNING 1
), "inboundTexts" AS (
  UPDATE inbound_texts SET body = NULL
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND body IS NOT NULL
  RETURNING 1
), conversations_ AS (
  -- Who saw to it is no one's business any more.
  UPDATE conversations SET state = 'closed', unread = 0, snoozed_until = NULL, assignee_id = NULL, assignee_name = NULL
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND (state <> 'closed' OR unread > 0 OR assignee_id IS NOT NULL)
  RETURNING 1
), "conversationAnswers" AS (
  -- The rows stay: a key that comes again sends nothing.
  UPDATE conversation_answers SET body = NULL, by_id = '', by_name = NULL
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND (body IS NOT NULL OR by_id <> '' OR by_name IS NOT NULL)
  RETURNING 1
), "conversationNotes" AS (
  DELETE FROM conversation_notes WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), "conversationEvents" AS (
  DELETE FROM conversation_events WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), "conversationPictures" AS (
  -- Still due where the provider holds the file: it is deleted there.
  UPDATE conversation_pictures
  SET state = 'erased', reason = NULL, content_type = NULL, width = NULL, height = NULL, size = NULL, bytes = NULL, attempts = 0,
      due_at = CASE WHEN provider_ref IS NOT NULL THEN $5::timestamptz END
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND state <> 'erased'
  RETURNING 1
), events_ AS (
  UPDATE events SET data = '{}'
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND data <> '{}'
  RETURNING 1
), "storeFetches" AS (
  -- The answer would fill the memory of an enrollment again.
  DELETE FROM store_fetches f USING enrollments e
  WHERE f.shop_id = $1 AND e.shop_id = $1 AND e.id = f.enrollment_id AND e.subscriber_id = ANY($2::uuid[])
  RETURNING 1
), enrollments_ AS (
  UPDATE enrollments SET event = NULL, memory = '{}'
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND (event IS NOT NULL OR memory <> '{}')
  RETURNING 1
), checkouts_ AS (
  UPDATE checkouts SET recovery_url = NULL, lines = '[]'
  WHERE shop_id = $1
    AND (subscriber_id = ANY($2::uuid[])
         OR token IN (SELECT o.checkout_token FROM orders o WHERE o.shop_id = $1 AND o.id = ANY($3::text[])))
    AND (recovery_url IS NOT NULL OR lines <> '[]')
  RETURNING 1
), orders_ AS (
  UPDATE orders SET landing_site = NULL, status_url = NULL, lines = '[]', details = '{}'
  WHERE shop_id = $1 AND (subscriber_id = ANY($2::uuid[]) OR id = ANY($3::text[]))
    AND (landing_site IS NOT NULL OR status_url IS NOT NULL OR lines <> '[]' OR details <> '{}')
  RETURNING 1
), fulfillments_ AS (
  -- One may have come before its order, so that only the request names it.
  UPDATE fulfillments SET tracking = '{"company": null, "numbers": [], "urls": []}', lines = '[]'
  WHERE shop_id = $1
    AND (order_id = ANY($3::text[]) OR order_id IN (SELECT o.id FROM orders o WHERE o.shop_id = $1 AND o.subscriber_id = ANY($2::uuid[])))
    AND (tracking <> '{"company": null, "numbers": [], "urls": []}' OR lines <> '[]')
  RETURNING 1
), clicks_ AS (
  UPDATE clicks SET user_agent = NULL
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND user_agent IS NOT NULL
  RETURNING 1
), "shortLinks" AS (
  -- A link to a cart is the cart: from now on it leads to the store.
  UPDATE short_links l SET target_url = 'https://' || h.domain
  FROM shops h
  JOIN messages m ON m.shop_id = h.id AND m.subscriber_id = ANY($2::uuid[])
  WHERE h.id = $1 AND l.code = m.link_code AND l.shop_id = $1 AND l.target_url <> 'https://' || h.domain
  RETURNING 1
), "dataRequests" AS (
  UPDATE data_requests d SET file = NULL, customer_id = NULL, redacted_at = $5::timestamptz
  WHERE shop_id = $1 AND redacted_at IS NULL
    AND (customer_id = ANY($4::text[]) OR d.file -> 'asked' ->> 'phone' = $6::text OR d.file -> 'asked' ->> 'email' = $7::text
         OR EXISTS (SELECT 1 FROM jsonb_array_elements(d.file -> 'identity') who WHERE (who ->> 'id')::uuid = ANY($2::uuid[])))
  RETURNING 1
), "optInRequests" AS (
  UPDATE opt_in_requests SET state = 'withdrawn', settled_at = $5::timestamptz
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND state = 'open'
  RETURNING 1
), "unsureReplies" AS (
  UPDATE unsure_replies SET evidence = '{}'
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND evidence <> '{}'
  RETURNING 1
), "listMembers" AS (
  DELETE FROM list_members WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), members AS (
  DELETE FROM segment_members WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), properties AS (
  DELETE FROM subscriber_properties WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), figures AS (
  DELETE FROM subscriber_facts WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), "storeConsents" AS (
  DELETE FROM store_consents WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), "browsers_" AS (
  DELETE FROM browsers WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), "browseEvents" AS (
  DELETE FROM browse_events WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), "browsedCarts" AS (
  DELETE FROM browsed_carts WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), "productInterests" AS (
  DELETE FROM product_interests WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), "staffPhones" AS (
  DELETE FROM staff_phones WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])
  RETURNING 1
), "outgoingRequests" AS (
  UPDATE outgoing_requests
  SET body = NULL, answer = NULL, due_at = NULL, taken_until = NULL,
      trouble = CASE WHEN state = 'waiting' THEN 'erased' ELSE trouble END,
      ended_at = coalesce(ended_at, $5::timestamptz),
      state = CASE WHEN state = 'waiting' THEN 'failed' ELSE state END
  WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[]) AND (body IS NOT NULL OR answer IS NOT NULL OR state = 'waiting')
  RETURNING 1
), withdrawn AS (
  INSERT INTO withdrawals (shop_id, kind, target) SELECT shop_id, 'subscriber', id FROM people
)
SELECT (SELECT count(*) FROM subscribers_) AS subscribers, (SELECT count(*) FROM "consentEvents") AS "consentEvents",
       (SELECT count(*) FROM messages_) AS messages, (SELECT count(*) FROM "staffTexts") AS "staffTexts",
       (SELECT count(*) FROM "inboundTexts") AS "inboundTexts", (SELECT count(*) FROM conversations_) AS conversations,
       (SELECT count(*) FROM "conversationAnswers") AS "conversationAnswers",
       (SELECT count(*) FROM "conversationNotes") AS "conversationNotes",
       (SELECT count(*) FROM "conversationEvents") AS "conversationEvents",
       (SELECT count(*) FROM "conversationPictures") AS "conversationPictures",
       (SELECT count(*) FROM events_) AS events,
       -- Before the enrollments, as who ends a fetch: rows are changed in this order.
       (SELECT count(*) FROM "storeFetches") AS "storeFetches", (SELECT count(*) FROM enrollments_) AS enrollments,
       (SELECT count(*) FROM checkouts_) AS checkouts,
       (SELECT count(*) FROM orders_) AS orders,
       (SELECT count(*) FROM fulfillments_) AS fulfillments, (SELECT count(*) FROM clicks_) AS clicks,
       (SELECT count(*) FROM "shortLinks") AS "shortLinks", (SELECT count(*) FROM "dataRequests") AS "dataRequests",
       (SELECT count(*) FROM "optInRequests") AS "optInRequests", (SELECT count(*) FROM "storeConsents") AS "storeConsents",
       (SELECT count(*) FROM "unsureReplies") AS "unsureReplies", (SELECT count(*) FROM "listMembers") AS "listMembers",
       (SELECT count(*) FROM properties) AS properties, (SELECT count(*) FROM members) AS members, (SELECT count(*) FROM figures) AS figures,
       (SELECT count(*) FROM "browsers_") AS browsers, (SELECT count(*) FROM "browseEvents") AS "browseEvents",
       (SELECT count(*) FROM "browsedCarts") AS "browsedCarts",
       (SELECT count(*) FROM "productInterests") AS "productInterests",
       (SELECT count(*) FROM "staffPhones") AS "staffPhones", (SELECT count(*) FROM "outgoingRequests") AS "outgoingRequests"
