SET lock_timeout = '5s';
-- News that come again, or late, are known by what was kept when they first came. Old code leaves these columns as they are.
ALTER TABLE "subscribers" ADD COLUMN "erased_at" TIMESTAMPTZ(3), ADD COLUMN "identity_news" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "redactions" ADD COLUMN "request" TEXT;
-- A row a request of a customer: small.
CREATE UNIQUE INDEX "redactions_shop_id_request_key" ON "redactions"("shop_id", "request");
