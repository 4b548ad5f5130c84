-- Purpose: writes what a store said about watched variants. One that it doesn't have any more keeps its name.
-- Inputs:  $1 variant ids, $2 product titles, $3 variant titles, $4 handles, $5 whether they can be bought,
--          $6 when they were last back, $7 prices, $8 since when, $9 the prices before, $10 how new the answer
--          is, $11 when to ask next, $12 shop id, $13 the end of the asking worker's lease
-- Output:  nothing
-- Why not Prisma: many rows in one statement. The caller has locked them.
UPDATE watched_variants w
SET product_title = coalesce(t.product_title, w.product_title), handle = coalesce(t.handle, w.handle),
    variant_title = CASE WHEN t.handle IS NULL THEN w.variant_title ELSE t.variant_title END,
    is_available = t.is_available, restocked_at = t.restocked_at, price_micros = t.price_micros, price_since = t.price_since,
    usual_micros = t.usual_micros, answered_for = coalesce(t.answered_for, w.answered_for),
    -- A webhook that came while the store was asked has made it due.
    due_at = CASE WHEN w.due_at < $13::timestamptz THEN w.due_at ELSE t.due_at END, attempts = 0, trouble = NULL
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::timestamptz[], $7::int8[], $8::timestamptz[], $9::int8[],
            $10::timestamptz[], $11::timestamptz[])
  AS t(variant_id, product_title, variant_title, handle, is_available, restocked_at, price_micros, price_since, usual_micros,
       answered_for, due_at)
WHERE w.shop_id = $12::uuid AND w.variant_id = t.variant_id
