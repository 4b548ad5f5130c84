-- Purpose: the keywords of the shops that inbound texts came to, with each shop's clock.
-- Inputs:  $1 shop ids
-- Output:  one row a keyword
-- Why not Prisma: one statement for a whole batch of texts, in its transaction.
SELECT k.shop_id AS "shopId", k.id, k.code, k.words, k.answer, k.open_days AS "openDays", k.opens_minute AS "opensMinute",
       k.closes_minute AS "closesMinute", k.closed_answer AS "closedAnswer", k.tag, k.list_id AS "listId", k.joins,
       k.asks_first AS "asksFirst", k.ends_at AS "endsAt", coalesce(s.time_zone, 'UTC') AS "timeZone"
FROM keywords k JOIN shops s ON s.id = k.shop_id
WHERE k.shop_id = ANY($1::uuid[])
ORDER BY k.shop_id, k.id
