-- Purpose: texts that were handed over lately, to be audited: of a sample of claims all texts, with the place of their person.
-- Inputs:  $1 from and $2 to (business time): when the first receipt checks of the claims are due, $3 most claims
-- Output:  one row for each text. isSecond: another text of the same source reached the same person before.
-- Why not Prisma: a range of the index on receipt_checks.due_at, which holds each claim for as long as its receipts are awaited;
--          then one probe for each text, and one of messages_once for its double.
WITH claims AS (
  SELECT shop_id, months, message_ids FROM receipt_checks
  WHERE due_at > $1 AND due_at <= $2
  ORDER BY md5(id::text) LIMIT $3
)
SELECT m.shop_id AS "shopId", m.id, m.purpose, m.handed_at AS "handedAt", s.rule_signature AS signature,
       EXISTS (
         SELECT 1 FROM messages o
         WHERE o.shop_id = m.shop_id AND o.subscriber_id = m.subscriber_id AND o.source_id = m.source_id
           AND o.occurrence = m.occurrence AND o.id <> m.id AND o.handed_at IS NOT NULL) AS "isSecond"
FROM claims c
CROSS JOIN LATERAL unnest(c.months, c.message_ids) AS t(month, id)
JOIN messages m ON m.shop_id = c.shop_id AND m.month = t.month AND m.id = t.id
JOIN subscribers s ON s.shop_id = m.shop_id AND s.id = m.subscriber_id
WHERE m.handed_at IS NOT NULL
