SET lock_timeout = '5s';
-- What the web pixel tells of known people: domain/browsing. Old code does not know these tables.
CREATE TABLE "browsers" (
    "shop_id" UUID NOT NULL,
    "browser" TEXT NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "known_by" TEXT NOT NULL,
    "proof" TEXT NOT NULL,
    "known_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "browsers_pkey" PRIMARY KEY ("shop_id","browser")
);
CREATE UNIQUE INDEX "browsers_shop_id_proof_key" ON "browsers"("shop_id", "proof");
CREATE INDEX "browsers_shop_id_subscriber_id_idx" ON "browsers"("shop_id", "subscriber_id");
CREATE INDEX "browsers_known_at_idx" ON "browsers"("known_at");

CREATE TABLE "browser_claims" (
    "shop_id" UUID NOT NULL,
    "claim" TEXT NOT NULL,
    "browser" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "browser_claims_pkey" PRIMARY KEY ("shop_id","claim")
);
CREATE INDEX "browser_claims_at_idx" ON "browser_claims"("at");

CREATE TABLE "browse_events" (
    "shop_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "product_id" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "browse_events_pkey" PRIMARY KEY ("shop_id","at","id")
) PARTITION BY RANGE ("at");
CREATE INDEX "browse_events_shop_id_subscriber_id_at_idx" ON "browse_events"("shop_id", "subscriber_id", "at");

CREATE TABLE "browsed_carts" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "lines" JSONB NOT NULL DEFAULT '[]',
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "browsed_carts_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "browsed_carts_shop_id_subscriber_id_idx" ON "browsed_carts"("shop_id", "subscriber_id");
CREATE INDEX "browsed_carts_changed_at_idx" ON "browsed_carts"("changed_at");
-- A person's open cart, of which there is one.
CREATE UNIQUE INDEX "browsed_carts_open" ON "browsed_carts" ("shop_id", "subscriber_id") WHERE "ended_at" IS NULL;

-- From last month to three months ahead; from here on the workers make them (domain/operations/partitions.ts).
SELECT make_month_partition('browse_events', (date_trunc('month', now()) + make_interval(months => ahead))::date)
FROM generate_series(-1, 3) AS ahead;
