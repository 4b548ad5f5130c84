-- Variants that people wait for or have looked at, with what the store last said about them.
SET lock_timeout = '5s';
CREATE TABLE "watched_variants" (
    "shop_id" UUID NOT NULL,
    "variant_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "product_title" TEXT,
    "variant_title" TEXT,
    "handle" TEXT,
    "is_available" BOOLEAN,
    "restocked_at" TIMESTAMPTZ(3),
    "price_micros" BIGINT,
    "price_since" TIMESTAMPTZ(3),
    "usual_micros" BIGINT,
    "answered_for" TIMESTAMPTZ(3),
    "told_for" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,

    CONSTRAINT "watched_variants_pkey" PRIMARY KEY ("shop_id","variant_id")
);

CREATE INDEX "watched_variants_shop_id_product_id_idx" ON "watched_variants"("shop_id", "product_id");

CREATE INDEX "watched_variants_shop_id_due_at_idx" ON "watched_variants"("shop_id", "due_at");
