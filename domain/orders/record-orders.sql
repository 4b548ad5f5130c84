-- Purpose: records orders and what changed about them; older news changes nothing but the fact of cancellation.
-- Inputs:  $1 shop ids, $2 ids, $3 names, $4 subscriber ids, $5 checkout tokens, $6 currencies, $7 totals, $8 landing sites,
--          $9 status urls, $10 lines (jsonb), $11 placed at, $12 cancelled at, $13 news at,
--          $14 totals after edits, returns and refunds or null, $15 the buyers' currencies or null, $16 totals in those,
--          $17 when they were told to be paid or null, $18 when to be unpaid or null, $19 details (jsonb)
-- Output:  every one of the orders, and whether it was new; locked until the commit
-- Why not Prisma: hundreds of rows in one statement, in key order, so that two batches cannot deadlock.
INSERT INTO orders AS o (shop_id, id, name, subscriber_id, checkout_token, currency, total_micros, landing_site, status_url, lines,
                         placed_at, cancelled_at, news_at, current_total_micros, presentment_currency, presentment_total_micros,
                         paid_at, unpaid_at, details)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::int8[], $8::text[], $9::text[],
                     $10::jsonb[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::int8[], $15::text[], $16::int8[],
                     $17::timestamptz[], $18::timestamptz[], $19::jsonb[])
  AS t(shop_id, id, name, subscriber_id, checkout_token, currency, total_micros, landing_site, status_url, lines, placed_at,
       cancelled_at, news_at, current_total_micros, presentment_currency, presentment_total_micros,
       paid_at, unpaid_at, details)
ORDER BY t.shop_id, t.id
ON CONFLICT (shop_id, id) DO UPDATE
SET name = CASE WHEN excluded.news_at > o.news_at THEN excluded.name ELSE o.name END,
    -- A buyer once known stays known: the news after an erasure in the store has no phone any more.
    subscriber_id = CASE WHEN excluded.news_at > o.news_at THEN coalesce(excluded.subscriber_id, o.subscriber_id)
                         ELSE coalesce(o.subscriber_id, excluded.subscriber_id) END,
    checkout_token = coalesce(o.checkout_token, excluded.checkout_token),
    currency = CASE WHEN excluded.news_at > o.news_at THEN excluded.currency ELSE o.currency END,
    total_micros = CASE WHEN excluded.news_at > o.news_at THEN excluded.total_micros ELSE o.total_micros END,
    current_total_micros = CASE WHEN excluded.news_at > o.news_at THEN excluded.current_total_micros ELSE o.current_total_micros END,
    presentment_currency = CASE WHEN excluded.news_at > o.news_at THEN excluded.presentment_currency ELSE o.presentment_currency END,
    presentment_total_micros = CASE WHEN excluded.news_at > o.news_at THEN excluded.presentment_total_micros
                                    ELSE o.presentment_total_micros END,
    landing_site = coalesce(o.landing_site, excluded.landing_site),
    status_url = CASE WHEN excluded.news_at > o.news_at THEN excluded.status_url ELSE o.status_url END,
    lines = CASE WHEN excluded.news_at > o.news_at THEN excluded.lines ELSE o.lines END,
    placed_at = CASE WHEN excluded.news_at > o.news_at THEN excluded.placed_at ELSE o.placed_at END,
    cancelled_at = least(o.cancelled_at, excluded.cancelled_at),
    paid_at = least(o.paid_at, excluded.paid_at),
    unpaid_at = least(o.unpaid_at, excluded.unpaid_at),
    details = CASE WHEN excluded.news_at > o.news_at THEN excluded.details ELSE o.details END,
    news_at = greatest(o.news_at, excluded.news_at)
RETURNING o.shop_id AS "shopId", o.id, o.name, o.subscriber_id AS "subscriberId", o.checkout_token AS "checkoutToken",
          o.currency, o.total_micros AS "totalMicros", o.placed_at AS "placedAt", o.cancelled_at AS "cancelledAt",
          (o.xmax = 0) AS "isNew"
