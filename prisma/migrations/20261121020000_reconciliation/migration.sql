-- How far the store's own record has been looked through, and what it held that nobody had told us.
CREATE TABLE "reconciliations" (
    "shop_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "watermark" TIMESTAMPTZ(3) NOT NULL,
    "pass_from" TIMESTAMPTZ(3),
    "pass_until" TIMESTAMPTZ(3),
    "cursor" TEXT,
    "compared" BIGINT NOT NULL DEFAULT 0,
    "missed" BIGINT NOT NULL DEFAULT 0,
    "missed_at" TIMESTAMPTZ(3),
    "looked_at" TIMESTAMPTZ(3),
    "trouble" TEXT,

    CONSTRAINT "reconciliations_pkey" PRIMARY KEY ("shop_id","topic")
);
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_topic" CHECK ("topic" IN ('customers','orders','checkouts'));

ALTER TABLE "shops" ADD COLUMN "reconcile_at" TIMESTAMPTZ(3);
-- Shops whose record is due to be looked at. Read across shops by the sweep; one never looked at is due at once.
CREATE INDEX "shops_to_reconcile" ON "shops" (coalesce("reconcile_at", "installed_at")) WHERE "uninstalled_at" IS NULL;

-- The store's record of a checkout does not name its token, by which webhooks and orders do: its number is the bridge.
ALTER TABLE "checkouts" ADD COLUMN "checkout_id" TEXT;
CREATE UNIQUE INDEX "checkouts_checkout_id" ON "checkouts" ("shop_id", "checkout_id") WHERE "checkout_id" IS NOT NULL;

ALTER TABLE "subscribers" ADD COLUMN "store_news_at" TIMESTAMPTZ(3);

-- What was heard before this day carries neither; it is not looked through again.
INSERT INTO "reconciliations" ("shop_id", "topic", "watermark")
SELECT "id", topic, now() FROM "shops", unnest(ARRAY['customers', 'orders', 'checkouts']) AS topic
WHERE "installed_at" IS NOT NULL AND "uninstalled_at" IS NULL;
