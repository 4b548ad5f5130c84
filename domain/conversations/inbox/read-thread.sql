-- Purpose: a page of one conversation's thread: texts both ways, notes, what staff did, consent; newest first.
-- Inputs:  $1 shop id, $2 conversation id, $3 and $4 the cursor (at, id) or null, $5 rows wanted
-- Output:  kind, at, id and what the entry shows, as JSON. Texts that never left are shown when staff wrote them.
-- Why not Prisma: six tables merged by time, page by page. Each by its index on the conversation or the person.
WITH person AS (
  SELECT c.shop_id, c.id, c.subscriber_id FROM conversations c WHERE c.shop_id = $1 AND c.id = $2
), entries AS (
  SELECT 'text-out' AS kind, coalesce(a.created_at, m.handed_at, m.ended_at, m.created_at) AS at, m.id,
         jsonb_build_object('month', m.month, 'state', m.state, 'reason', m.reason, 'provider', m.provider, 'hasWhy', m.why_id IS NOT NULL,
           -- A merchant who could read the code here could prove a phone of someone else.
           'body', CASE WHEN m.source_kind = 'test' AND m.occurrence LIKE 'code:%' THEN 'A code, shown on that phone only' ELSE m.body END,
           'deliveredAt', m.delivered_at, 'isAutomatic', m.source_kind = 'conversation' AND a.id IS NULL,
           'source', jsonb_build_object('kind', m.source_kind, 'id', coalesce(f.id, m.source_id), 'name', coalesce(c.name, f.name)),
           'byKind', a.by_kind, 'byId', a.by_id, 'byName', a.by_name) AS data
  FROM person p
  JOIN messages m ON m.shop_id = p.shop_id AND m.subscriber_id = p.subscriber_id
  -- As a uuid, by which the primary key finds it; only what CASE lets through is one.
  LEFT JOIN conversation_answers a ON a.shop_id = m.shop_id
    AND a.id = CASE WHEN m.source_kind = 'conversation' AND m.occurrence LIKE 'answer:%' THEN substr(m.occurrence, 8)::uuid END
  LEFT JOIN campaigns c ON m.source_kind = 'campaign' AND c.shop_id = m.shop_id AND c.id = m.source_id
  LEFT JOIN enrollments e ON m.source_kind = 'flow' AND e.shop_id = m.shop_id AND e.id = m.source_id
  LEFT JOIN flows f ON f.shop_id = e.shop_id AND f.id = e.flow_id
  WHERE m.handed_at IS NOT NULL OR a.id IS NOT NULL
  UNION ALL
  SELECT 'text-in', t.received_at, t.id,
         jsonb_build_object('body', t.body, 'pictures', t.pictures, 'meaning', t.meaning, 'topic', t.topic,
           'answers', CASE WHEN t.answers_kind IS NULL THEN NULL ELSE jsonb_build_object('kind', t.answers_kind,
             'id', coalesce(f.id, t.answers_source_id), 'name', coalesce(c.name, f.name)) END)
  FROM person p
  JOIN inbound_texts t ON t.shop_id = p.shop_id AND t.conversation_id = p.id
  LEFT JOIN campaigns c ON t.answers_kind = 'campaign' AND c.shop_id = t.shop_id AND c.id = t.answers_source_id
  LEFT JOIN enrollments e ON t.answers_kind = 'flow' AND e.shop_id = t.shop_id AND e.id = t.answers_source_id
  LEFT JOIN flows f ON f.shop_id = e.shop_id AND f.id = e.flow_id
  UNION ALL
  SELECT 'note', n.created_at, n.id,
         jsonb_build_object('body', n.body, 'byKind', n.by_kind, 'byId', n.by_id, 'byName', n.by_name)
  FROM person p JOIN conversation_notes n ON n.shop_id = p.shop_id AND n.conversation_id = p.id
  UNION ALL
  SELECT 'event', e.at, e.id,
         jsonb_build_object('what', e.kind, 'data', e.data, 'byKind', e.by_kind, 'byId', e.by_id, 'byName', e.by_name)
  FROM person p JOIN conversation_events e ON e.shop_id = p.shop_id AND e.conversation_id = p.id
  UNION ALL
  SELECT 'consent', n.occurred_at, n.id, jsonb_build_object('state', n.state, 'source', n.source, 'applied', n.applied)
  FROM person p JOIN consent_events n ON n.shop_id = p.shop_id AND n.subscriber_id = p.subscriber_id
), page AS (
  SELECT kind, at, id, data FROM entries
  WHERE $3::timestamptz IS NULL OR (at, id) < ($3::timestamptz, $4::uuid)
  ORDER BY at DESC, id DESC
  LIMIT $5
)
SELECT kind, at, id, CASE WHEN kind <> 'text-in' OR data ->> 'pictures' = '0' THEN data ELSE data || jsonb_build_object('shown', (
         -- Of the page alone.
         SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'state', p.state, 'reason', p.reason, 'width', p.width,
           'height', p.height) ORDER BY p.place), '[]')
         FROM conversation_pictures p WHERE p.shop_id = $1 AND p.text_id = page.id)) END AS data
FROM page ORDER BY at DESC, id DESC
