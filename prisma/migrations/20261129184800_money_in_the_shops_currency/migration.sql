-- Refunds are told in the buyer's currency; an order's two totals tell the rate. An edit takes lines off that were never paid.
SET lock_timeout = '5s';
ALTER TABLE "orders" ADD COLUMN "current_total_micros" BIGINT, ADD COLUMN "presentment_currency" TEXT,
  ADD COLUMN "presentment_total_micros" BIGINT;
ALTER TABLE "refunds" ADD COLUMN "currency" TEXT;

-- No order gives back more than it brought, and a cancelled order is owed to no text, whoever adds up.
UPDATE "orders" SET "refunded_micros" = "total_micros" WHERE "refunded_micros" > "total_micros";
DELETE FROM "attributions" a USING "orders" o WHERE o.shop_id = a.shop_id AND o.id = a.order_id AND o.cancelled_at IS NOT NULL;
