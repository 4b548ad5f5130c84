-- Purpose: writes to which text each order is owed, in place of what was decided before.
-- Inputs:  $1 shop ids, $2 order ids, $3 message months, $4 message ids, $5 source kinds, $6 source ids, $7 clicked at,
--          $8 ordered at, $9 currencies, $10 totals, $11 refunded, $12 window in days, $13 explanations, $14 now (business time)
-- Output:  nothing
-- Why not Prisma: hundreds of rows in one statement, in key order, so that two batches cannot deadlock.
INSERT INTO attributions (shop_id, order_id, message_month, message_id, source_kind, source_id, clicked_at, ordered_at, currency,
                          total_micros, refunded_micros, window_days, explanation, decided_at)
SELECT t.*, $14::timestamptz
FROM unnest($1::uuid[], $2::text[], $3::date[], $4::uuid[], $5::text[], $6::uuid[], $7::timestamptz[], $8::timestamptz[], $9::text[],
            $10::int8[], $11::int8[], $12::int[], $13::jsonb[])
  AS t(shop_id, order_id, message_month, message_id, source_kind, source_id, clicked_at, ordered_at, currency, total, refunded, days, why)
ORDER BY t.shop_id, t.order_id
ON CONFLICT (shop_id, order_id) DO UPDATE
SET message_month = excluded.message_month, message_id = excluded.message_id, source_kind = excluded.source_kind,
    source_id = excluded.source_id, clicked_at = excluded.clicked_at, ordered_at = excluded.ordered_at, currency = excluded.currency,
    total_micros = excluded.total_micros, refunded_micros = excluded.refunded_micros, window_days = excluded.window_days,
    explanation = excluded.explanation, decided_at = excluded.decided_at
