-- Fulfillment orders that are ready for pickup and whose order the store is still to be asked for.
SET lock_timeout = '5s';
CREATE TABLE "pickups" (
    "shop_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pickups_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "pickups_due_at_idx" ON "pickups"("due_at");
