-- Purpose: what a shop has waiting in a class: texts that may leave now, and those that may only leave later.
-- Inputs:  $1 shop id, $2 classes, $3 now (business time), $4 most to count of each, $5 due time of what its source holds
-- Output:  one row per class: how many are due (at most $4 + 1) and since when the oldest is; how many are due later, when
--          the first of them is, and the reason that stands on it
-- Why not Prisma: two ranges of the partial index messages_lane for each of the shop's numbers; one row of them is read.
SELECT of.class, coalesce(sum(due.count), 0)::int8 AS due, min(due.since) AS "dueSince",
       coalesce(sum(later.count), 0)::int8 AS later, min(later.next) AS "nextAt",
       (array_agg(later.reason ORDER BY later.next NULLS LAST))[1] AS because
FROM unnest($2::text[]) AS of(class)
LEFT JOIN senders n ON n.shop_id = $1
LEFT JOIN LATERAL (
  SELECT count(*), min(due_at) AS since FROM (
    SELECT due_at FROM messages
    WHERE shop_id = $1 AND class = of.class AND sender_id = n.id AND is_waiting AND due_at <= $3
    ORDER BY due_at LIMIT $4::int + 1) AS counted) AS due ON true
LEFT JOIN LATERAL (
  SELECT count(*), min(due_at) AS next, (
    SELECT reason FROM messages
    WHERE shop_id = $1 AND class = of.class AND sender_id = n.id AND is_waiting AND due_at > $3 AND due_at < $5
    ORDER BY due_at LIMIT 1) AS reason
  FROM (
    SELECT due_at FROM messages
    WHERE shop_id = $1 AND class = of.class AND sender_id = n.id AND is_waiting AND due_at > $3 AND due_at < $5
    ORDER BY due_at LIMIT $4::int + 1) AS counted) AS later ON true
GROUP BY of.class
