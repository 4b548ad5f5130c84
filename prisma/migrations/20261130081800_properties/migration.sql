-- Properties of people: named, typed values that the merchant, a flow or an import gave a person.
SET lock_timeout = '5s';
CREATE TABLE "property_names" (
    "shop_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "property_names_pkey" PRIMARY KEY ("shop_id","name")
);

CREATE TABLE "subscriber_properties" (
    "shop_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "value" JSONB NOT NULL,
    "number" DOUBLE PRECISION,
    "day" DATE,
    "month_day" SMALLINT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscriber_properties_pkey" PRIMARY KEY ("shop_id","name","subscriber_id")
);

CREATE INDEX "subscriber_properties_shop_id_subscriber_id_idx" ON "subscriber_properties"("shop_id", "subscriber_id");

-- Who has a birthday on a day of the year, page by page. Most properties are no dates.
CREATE INDEX "subscriber_properties_month_day" ON "subscriber_properties"("shop_id", "name", "month_day", "subscriber_id")
WHERE "month_day" IS NOT NULL;
