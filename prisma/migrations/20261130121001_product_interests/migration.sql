-- People who wait for a variant, or have looked at it.
SET lock_timeout = '5s';
CREATE TABLE "product_interests" (
    "shop_id" UUID NOT NULL,
    "variant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_interests_pkey" PRIMARY KEY ("shop_id","variant_id","kind","subscriber_id")
);

CREATE INDEX "product_interests_shop_id_subscriber_id_idx" ON "product_interests"("shop_id", "subscriber_id");

CREATE INDEX "product_interests_at_idx" ON "product_interests"("at");
