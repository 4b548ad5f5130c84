-- Variants that came back or got cheaper: the occasions on which people enter flows.
SET lock_timeout = '5s';
CREATE TABLE "variant_changes" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "price_micros" BIGINT NOT NULL,
    "usual_micros" BIGINT,

    CONSTRAINT "variant_changes_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE INDEX "variant_changes_shop_id_kind_at_idx" ON "variant_changes"("shop_id", "kind", "at");

CREATE INDEX "variant_changes_at_idx" ON "variant_changes"("at");
