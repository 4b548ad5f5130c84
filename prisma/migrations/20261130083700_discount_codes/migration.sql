-- Single-use discount codes that are made ahead in the store (domain/discounts).
CREATE TABLE "discount_pools" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "terms" JSONB NOT NULL,
    "terms_key" TEXT NOT NULL,
    "discount_id" TEXT,
    "first_code" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "discount_pools_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "discount_pools_shop_id_terms_key_key" ON "discount_pools"("shop_id", "terms_key");
CREATE INDEX "discount_pools_due" ON "discount_pools" ("due_at") WHERE "due_at" IS NOT NULL;

CREATE TABLE "discount_codes" (
    "shop_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "pool_id" UUID NOT NULL,
    "creation_id" TEXT,
    "state" TEXT NOT NULL,
    "enrollment_id" UUID,
    "step_id" TEXT,
    "given_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "discount_codes_pkey" PRIMARY KEY ("shop_id","code")
);
-- One code for each person and step.
CREATE UNIQUE INDEX "discount_codes_shop_id_enrollment_id_step_id_key" ON "discount_codes"("shop_id", "enrollment_id", "step_id");
-- What is free to give, and what the store is still making.
CREATE INDEX "discount_codes_open" ON "discount_codes" ("shop_id", "pool_id", "state") WHERE "state" <> 'given';

-- People who wait for a code, because none was free.
CREATE TABLE "discount_waits" (
    "shop_id" UUID NOT NULL,
    "pool_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "discount_waits_pkey" PRIMARY KEY ("shop_id","pool_id","enrollment_id","step_id")
);
