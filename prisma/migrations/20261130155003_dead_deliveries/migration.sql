-- The deliveries that are failed, found without reading a month of intake. Kept by triggers on intake.
CREATE TABLE "dead_deliveries" (
    "shop_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "dead_deliveries_pkey" PRIMARY KEY ("shop_id", "received_at", "id")
);
