-- Purpose: one person's timeline: texts both ways, clicks, consent and whatever else happened, newest first.
-- Inputs:  $1 shop id, $2 subscriber id, $3 and $4 the cursor (at, id) or null, $5 rows wanted
-- Output:  kind, at, id and what the sentence needs, as JSON. Each kind by its own index on the person.
-- Why not Prisma: five tables merged by time, page by page.
WITH entries AS (
  SELECT 'text-out' AS kind, coalesce(m.handed_at, m.ended_at, m.created_at) AS at, m.id,
         jsonb_build_object('month', m.month, 'state', m.state, 'reason', m.reason, 'provider', m.provider, 'why', w.gates,
           -- A merchant who could read the code here could prove a phone of someone else.
           'body', CASE WHEN m.source_kind = 'test' AND m.occurrence LIKE 'code:%' THEN 'A code, shown on that phone only' ELSE m.body END,
           'dueAt', m.due_at, 'handedAt', m.handed_at, 'deliveredAt', m.delivered_at, 'sourceKind', m.source_kind,
           'sourceName', coalesce(c.name, f.name)) AS data
  FROM messages m
  LEFT JOIN why_records w ON w.shop_id = m.shop_id AND w.month = m.month AND w.id = m.why_id
  LEFT JOIN campaigns c ON m.source_kind = 'campaign' AND c.shop_id = m.shop_id AND c.id = m.source_id
  LEFT JOIN enrollments e ON m.source_kind = 'flow' AND e.shop_id = m.shop_id AND e.id = m.source_id
  LEFT JOIN flows f ON f.shop_id = e.shop_id AND f.id = e.flow_id
  WHERE m.shop_id = $1 AND m.subscriber_id = $2
  UNION ALL
  SELECT 'text-in', t.received_at, t.id, jsonb_build_object('body', t.body, 'pictures', t.pictures, 'meaning', t.meaning)
  FROM conversations v JOIN inbound_texts t ON t.shop_id = v.shop_id AND t.conversation_id = v.id
  WHERE v.shop_id = $1 AND v.subscriber_id = $2
  UNION ALL
  SELECT 'clicked', k.clicked_at, k.id, jsonb_build_object('targetUrl', l.target_url)
  FROM clicks k LEFT JOIN short_links l ON l.code = k.code AND l.shop_id = k.shop_id
  WHERE k.shop_id = $1 AND k.subscriber_id = $2 AND k.counted
  UNION ALL
  SELECT 'consent', n.occurred_at, n.id,
         jsonb_build_object('state', n.state, 'source', n.source, 'applied', n.applied, 'reason', n.reason)
  FROM consent_events n
  WHERE n.shop_id = $1 AND n.subscriber_id = $2
  UNION ALL
  SELECT h.kind, h.occurred_at, h.id, h.data || jsonb_build_object('flowName', f.name)
  FROM events h LEFT JOIN flows f ON f.shop_id = h.shop_id AND f.id::text = h.data ->> 'flowId'
  WHERE h.shop_id = $1 AND h.subscriber_id = $2 AND h.kind <> 'clicked'
)
SELECT kind, at, id, data FROM entries
WHERE $3::timestamptz IS NULL OR (at, id) < ($3::timestamptz, $4::uuid)
ORDER BY at DESC, id DESC
LIMIT $5
