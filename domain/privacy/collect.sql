-- Purpose: everything a shop holds about some subscribers, for the person who asks.
-- Inputs:  $1 shop id, $2 subscriber ids
-- Output:  one row with a JSON document per kind
-- Why not Prisma: ten tables in one snapshot.
SELECT
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'phone', phone, 'email', email, 'firstName', first_name, 'lastName', last_name,
     'customerId', customer_id, 'country', country, 'region', region, 'timeZone', time_zone, 'places', places, 'tags', tags,
     'marketing', marketing, 'marketingSince', marketing_at, 'numberRefusedAt', invalid_at, 'firstSeen', created_at,
     'suppression', (SELECT jsonb_build_object('reason', p.reason, 'at', p.at, 'liftedAt', p.lifted_at) FROM suppressions p
                     WHERE p.shop_id = s.shop_id AND p.phone_hash = s.phone_hash)) ORDER BY id), '[]')
   FROM subscribers s WHERE shop_id = $1 AND id = ANY($2::uuid[])) AS identity,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('state', state, 'source', source, 'textShown', text_shown,
     'formVersion', form_version, 'ip', ip, 'evidence', evidence, 'applied', applied, 'reason', reason, 'decidedAt', occurred_at,
     'recordedAt', recorded_at) ORDER BY occurred_at), '[]')
   FROM consent_events WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS consent,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('to', m.phone, 'body', m.body, 'purpose', m.purpose, 'state', m.state,
     'reason', m.reason, 'why', w.gates, 'plannedAt', m.created_at, 'sentAt', m.sent_at, 'deliveredAt', m.delivered_at)
     ORDER BY m.created_at), '[]')
   FROM messages m
   LEFT JOIN why_records w ON w.shop_id = m.shop_id AND w.month = m.month AND w.id = m.why_id
   WHERE m.shop_id = $1 AND m.subscriber_id = ANY($2::uuid[])) AS "textsToThem",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('body', body, 'understoodAs', meaning, 'receivedAt', received_at)
     ORDER BY received_at), '[]')
   FROM inbound_texts WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS "textsFromThem",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('at', c.clicked_at, 'userAgent', c.user_agent, 'ledTo', l.target_url,
     'counted', c.counted) ORDER BY c.clicked_at), '[]')
   FROM clicks c LEFT JOIN short_links l ON l.code = c.code WHERE c.shop_id = $1 AND c.subscriber_id = ANY($2::uuid[])) AS clicks,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('token', token, 'currency', currency, 'total', total_micros / 1e6, 'lines', lines,
     'recoveryUrl', recovery_url, 'startedAt', created_at, 'completedAt', completed_at) ORDER BY created_at), '[]')
   FROM checkouts WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS checkouts,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'currency', o.currency, 'total', o.total_micros / 1e6,
     'refunded', o.refunded_micros / 1e6, 'lines', o.lines, 'landingSite', o.landing_site, 'statusUrl', o.status_url,
     'placedAt', o.placed_at, 'cancelledAt', o.cancelled_at,
     'creditedTo', (SELECT a.explanation FROM attributions a WHERE a.shop_id = o.shop_id AND a.order_id = o.id))
     ORDER BY o.placed_at), '[]')
   FROM orders o WHERE o.shop_id = $1 AND o.subscriber_id = ANY($2::uuid[])) AS orders,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('flow', f.name, 'about', e.subject, 'state', e.state, 'startedAt', e.started_at,
     'endedAt', e.ended_at, 'endedBecause', e.exited_because) ORDER BY e.started_at), '[]')
   FROM enrollments e LEFT JOIN flows f ON f.shop_id = e.shop_id AND f.id = e.flow_id
   WHERE e.shop_id = $1 AND e.subscriber_id = ANY($2::uuid[])) AS flows,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'at', occurred_at, 'data', data) ORDER BY occurred_at), '[]')
   FROM events WHERE shop_id = $1 AND subscriber_id = ANY($2::uuid[])) AS events
