-- Phones of a shop's own people, which flows may text (domain/staff). Each was proven by a code before.
CREATE TABLE "staff_phones" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_phones_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "staff_phones_shop_id_subscriber_id_key" ON "staff_phones"("shop_id", "subscriber_id");
