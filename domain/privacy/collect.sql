-- Purpose: everything a shop holds about some subscribers, for the person who asks.
-- Inputs:  $1 shop id, $2 subscriber ids, $3 the store's ids of orders that are theirs, also those that we
--          think someone else placed, $4 the number that the request names, or null
-- Output:  one row with a JSON document per kind
-- Why not Prisma: twenty tables and more in one snapshot. A test walks the schema: a table about people that is
--          not here fails it.
SELECT
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'phone', phone, 'email', email, 'firstName', first_name, 'lastName', last_name,
     'customerId', customer_id, 'country', country, 'region', region, 'timeZone', time_zone, 'places', places, 'tags', tags, 'tagsOfStore', store_tags,
     'marketing', marketing, 'marketingSince', marketing_at, 'numberRefusedAt', invalid_at, 'firstSeen', created_at,
     'suppression', (SELECT jsonb_build_object('reason', p.reason, 'at', p.at, 'liftedAt', p.lifted_at) FROM suppressions p
                     WHERE p.shop_id = s.shop_id AND p.phone_hash = s.phone_hash)) ORDER BY id), '[]')
   FROM subscribers s WHERE shop_id = $1 AND id = ANY($2::uuid[])) AS identity,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('about', scope, 'state', state, 'source', source, 'textShown', text_shown,
     'formVersion', form_version, 'ip', ip, 'doubleOptIn', double_opt_in, 'evidence', evidence, 'applied', applied, 'reason', reason, 'decidedAt', occurred_at,
     'recordedAt', recorded_at) ORDER BY occurred_at), '[]')
   FROM consent_events WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS consent,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('to', m.phone, 'body', CASE WHEN m.source_kind = 'test' AND m.occurrence LIKE 'code:%' THEN 'A code, shown on that phone only' ELSE m.body END, 'purpose', m.purpose, 'state', m.state,
     'reason', m.reason, 'why', w.gates, 'plannedAt', m.created_at, 'sentAt', m.sent_at, 'deliveredAt', m.delivered_at)
     ORDER BY m.created_at), '[]')
   FROM messages m
   LEFT JOIN why_records w ON w.shop_id = m.shop_id AND w.month = m.month AND w.id = m.why_id
   WHERE m.shop_id = $1 AND m.subscriber_id = ANY($2::uuid[])) AS "textsToThem",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('body', m.body, 'state', m.state, 'plannedAt', m.created_at, 'sentAt', m.sent_at)
     ORDER BY m.created_at), '[]')
   FROM messages m WHERE m.shop_id = $1 AND m.source_id = $1 AND m.source_kind = 'test' AND m.occurrence LIKE 'staff:%'
     AND split_part(m.occurrence, ':', 2) IN (
       SELECT e.id::text FROM enrollments e WHERE e.shop_id = $1 AND e.subscriber_id = ANY($2::uuid[]))) AS "textsToStaffAboutThem",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('body', body, 'pictures', pictures, 'understoodAs', meaning, 'about', topic, 'receivedAt', received_at)
     ORDER BY received_at), '[]')
   FROM inbound_texts WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "textsFromThem",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('at', c.clicked_at, 'userAgent', c.user_agent, 'ledTo', l.target_url,
     'counted', c.counted) ORDER BY c.clicked_at), '[]')
   FROM clicks c LEFT JOIN short_links l ON l.code = c.code WHERE c.shop_id = $1 AND c.subscriber_id = ANY($2::uuid[])) AS clicks,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('token', token, 'currency', currency, 'total', total_micros / 1e6, 'lines', lines,
     'recoveryUrl', recovery_url, 'startedAt', created_at, 'completedAt', completed_at) ORDER BY created_at), '[]')
   FROM checkouts WHERE shop_id = $1 AND (subscriber_id = ANY($2::uuid[])
     OR token IN (SELECT o.checkout_token FROM orders o WHERE o.shop_id = $1 AND o.id = ANY($3::text[])))) AS checkouts,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'currency', o.currency, 'total', o.total_micros / 1e6,
     'refunded', o.refunded_micros / 1e6, 'lines', o.lines, 'landingSite', o.landing_site, 'statusUrl', o.status_url,
     'placedAt', o.placed_at, 'paidAt', o.paid_at, 'cancelledAt', o.cancelled_at, 'details', o.details,
     'creditedTo', (SELECT a.explanation FROM attributions a WHERE a.shop_id = o.shop_id AND a.order_id = o.id))
     ORDER BY o.placed_at), '[]')
   FROM orders o WHERE o.shop_id = $1 AND (o.subscriber_id = ANY($2::uuid[]) OR o.id = ANY($3::text[]))) AS orders,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'order', f.order_id, 'status', f.status, 'tracking', f.tracking,
     'lines', f.lines, 'milestones', f.milestones, 'estimatedDeliveryAt', f.estimated_delivery_at, 'shippedAt', f.fulfilled_at)
     ORDER BY f.fulfilled_at), '[]')
   FROM fulfillments f WHERE f.shop_id = $1 AND (f.order_id = ANY($3::text[])
     OR f.order_id IN (SELECT o.id FROM orders o WHERE o.shop_id = $1 AND o.subscriber_id = ANY($2::uuid[])))) AS fulfillments,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('flow', f.name, 'about', coalesce(e.about, e.subject), 'event', e.event, 'learned', e.memory, 'state', e.state, 'startedAt', e.started_at,
     'endedAt', e.ended_at, 'endedBecause', e.exited_because) ORDER BY e.started_at), '[]')
   FROM enrollments e LEFT JOIN flows f ON f.shop_id = e.shop_id AND f.id = e.flow_id
   WHERE e.shop_id = $1 AND e.subscriber_id = ANY($2::uuid[])) AS flows,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'at', occurred_at, 'data', data) ORDER BY occurred_at), '[]')
   FROM events WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS events,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('toConfirm', source, 'state', state, 'wasAsked', is_asked, 'askedAt', asked_at, 'until', expires_at,
     'settledAt', settled_at) ORDER BY asked_at), '[]')
   FROM opt_in_requests WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "questionsToThem",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('state', state, 'decidedAt', decided_at, 'toldAt', told_at, 'trouble', trouble)), '[]')
   FROM store_consents WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "toldToTheStore",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('evidence', evidence, 'state', state, 'receivedAt', received_at, 'decidedBy', decided_by,
     'decidedAt', decided_at) ORDER BY received_at), '[]')
   FROM unsure_replies WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "repliesToDecideAbout",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('openedFor', id, 'lastTextAt', last_text_at, 'readAt', read_at, 'state', state,
     'snoozedUntil', snoozed_until, 'assignedTo', assignee_name)), '[]')
   FROM conversations WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS conversations,
  -- The newest are in the file themselves, so that it stays a file that can be opened.
  (SELECT coalesce(jsonb_agg(jsonb_build_object('at', created_at, 'state', state, 'type', content_type,
     'base64', CASE WHEN held <= 8388608 THEN translate(encode(bytes, 'base64'), E'\n', '') END) ORDER BY created_at), '[]')
   FROM (SELECT p.*, sum(size) OVER (ORDER BY created_at DESC, id DESC) AS held FROM conversation_pictures p
         WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) p) AS "picturesFromThem",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('body', body, 'writtenBy', by_name, 'at', created_at) ORDER BY created_at), '[]')
   FROM conversation_answers WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "answersToThem",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('body', body, 'writtenBy', by_name, 'at', created_at) ORDER BY created_at), '[]')
   FROM conversation_notes WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "notesAboutThem",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('what', kind, 'by', by_name, 'data', data, 'at', at) ORDER BY at), '[]')
   FROM conversation_events WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "doneInConversations",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('list', l.name, 'since', m.added_at) ORDER BY m.added_at), '[]')
   FROM list_members m LEFT JOIN lists l ON l.shop_id = m.shop_id AND l.id = m.list_id
   WHERE m.shop_id = $1 AND m.subscriber_id = ANY($2::uuid[])) AS lists,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'value', value, 'since', updated_at) ORDER BY name), '[]')
   FROM subscriber_properties WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS properties,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('flow', f.name, 'inItsSegmentSince', m.since) ORDER BY m.since), '[]')
   FROM segment_members m LEFT JOIN flows f ON f.shop_id = m.shop_id AND f.id = m.flow_id
   WHERE m.shop_id = $1 AND m.subscriber_id = ANY($2::uuid[])) AS "segmentsOfFlows",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('orders', orders, 'spent', spent_micros / 1e6, 'firstOrderAt', first_order_at,
     'lastOrderAt', last_order_at, 'clicks', clicks, 'lastClickAt', last_click_at, 'replies', replies, 'lastReplyAt', last_reply_at)), '[]')
   FROM subscriber_facts WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS figures,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('phone', phone, 'name', name, 'since', created_at)), '[]')
   FROM staff_phones WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "staffNumbers",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('to', origin, 'state', state, 'sent', body, 'answer', answer, 'askedAt', created_at,
     'endedAt', ended_at) ORDER BY created_at), '[]')
   FROM outgoing_requests WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "sentToOtherServers",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('to', e.url, 'event', v.type, 'state', v.state, 'sent', v.body, 'at', v.created_at)
     ORDER BY v.place), '[]')
   FROM webhook_events v LEFT JOIN webhook_endpoints e ON e.shop_id = v.shop_id AND e.id = v.endpoint_id
   WHERE v.shop_id = $1 AND v.subscriber_id = ANY($2::uuid[])) AS "toldToOtherPrograms",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('ticket', ticket_id, 'isClosed', is_closed, 'since', created_at)), '[]')
   FROM help_desk_tickets WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "helpDeskTickets",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'body', body, 'at', created_at, 'doneAt', ended_at) ORDER BY place), '[]')
   FROM help_desk_lines WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "toldToHelpDesk",
  (SELECT coalesce(jsonb_agg(to_jsonb(marketing_at)), '[]')
   FROM recipient_caps WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "lastMarketingTexts",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('knownBy', known_by, 'knownSince', known_at) ORDER BY known_at), '[]')
   FROM browsers WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS browsers,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'at', at, 'productId', product_id, 'data', data) ORDER BY at), '[]')
   FROM browse_events WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS browsing,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('lines', lines, 'beganAt', began_at, 'changedAt', changed_at, 'endedAt', ended_at)
     ORDER BY began_at), '[]')
   FROM browsed_carts WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS carts,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'variantId', i.variant_id, 'product', w.product_title, 'at', i.at)
     ORDER BY i.at), '[]')
   FROM product_interests i LEFT JOIN watched_variants w ON w.shop_id = i.shop_id AND w.variant_id = i.variant_id
   WHERE i.shop_id = $1 AND i.subscriber_id = ANY($2::uuid[])) AS "productInterests",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('file', i.file_name, 'line', r.line, 'cells', r.cells, 'refusedBecause', r.reason)), '[]')
   FROM import_refusals r JOIN imports i ON i.shop_id = r.shop_id AND i.id = r.import_id
   WHERE r.shop_id = $1 AND (names_person(array_to_string(r.cells, ' '), $4::text, NULL) OR EXISTS (
     SELECT FROM subscribers s WHERE s.shop_id = $1 AND s.id = ANY($2::uuid[])
       AND names_person(array_to_string(r.cells, ' '), s.phone, s.email)))) AS "refusedLinesOfFiles"
