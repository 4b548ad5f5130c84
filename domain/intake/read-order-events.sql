-- Purpose: everything about some orders that may start a flow: the order, its refunds and its fulfillments as they stand.
-- Inputs:  $1 shop ids, $2 the store's order ids
-- Output:  the orders with a known buyer
-- Why not Prisma: hundreds of orders with their parts in one statement. By the keys of orders and the indexes on order_id.
SELECT o.shop_id AS "shopId", o.id, o.subscriber_id AS "subscriberId", o.currency, o.total_micros AS "totalMicros",
       o.refunded_micros AS "refundedMicros", o.presentment_currency AS "presentmentCurrency",
       o.presentment_total_micros AS "presentmentTotalMicros", o.lines, o.details, o.placed_at AS "placedAt", o.paid_at AS "paidAt",
       o.unpaid_at AS "unpaidAt", o.cancelled_at AS "cancelledAt", h.country, h.time_zone AS "timeZone",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'amountMicros', r.amount_micros, 'currency', r.currency,
                                                     'refundedAt', r.refunded_at)), '[]')
        FROM refunds r WHERE r.shop_id = o.shop_id AND r.order_id = o.id AND r.amount_micros > 0) AS refunds,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'status', f.status, 'tracking', f.tracking, 'lines', f.lines,
                                                     'milestones', f.milestones, 'fulfilledAt', f.fulfilled_at,
                                                     'firstEventAt', f.first_news_at, 'estimatedDeliveryAt', f.estimated_delivery_at)), '[]')
        FROM fulfillments f WHERE f.shop_id = o.shop_id AND f.order_id = o.id) AS fulfillments
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS u(shop_id, order_id)) t
JOIN orders o ON o.shop_id = t.shop_id AND o.id = t.order_id
JOIN shops h ON h.id = o.shop_id
WHERE o.subscriber_id IS NOT NULL
