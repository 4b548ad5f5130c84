-- Fulfillments, and what flows ask about an order. The columns of orders may be null or have a default, so that running workers go on.
SET lock_timeout = '5s';
CREATE TABLE "fulfillments" (
    "shop_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "status" TEXT,
    "tracking" JSONB NOT NULL DEFAULT '{"company": null, "numbers": [], "urls": []}',
    "lines" JSONB NOT NULL DEFAULT '[]',
    "milestones" JSONB NOT NULL DEFAULT '{}',
    "estimated_delivery_at" TIMESTAMPTZ(3),
    "estimated_at" TIMESTAMPTZ(3),
    "fulfilled_at" TIMESTAMPTZ(3),
    "first_news_at" TIMESTAMPTZ(3),
    "news_at" TIMESTAMPTZ(3),

    CONSTRAINT "fulfillments_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "fulfillments_shop_id_order_id_idx" ON "fulfillments"("shop_id", "order_id");

ALTER TABLE "orders" ADD COLUMN "paid_at" TIMESTAMPTZ(3),
ADD COLUMN "unpaid_at" TIMESTAMPTZ(3),
ADD COLUMN "details" JSONB NOT NULL DEFAULT '{}';
