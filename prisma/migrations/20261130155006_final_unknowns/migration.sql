-- Texts about which the provider is asked no more, found without reading a year of messages. A late receipt may still have resolved
-- one: the message says so.
CREATE TABLE "final_unknowns" (
    "shop_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "final_unknowns_pkey" PRIMARY KEY ("shop_id", "month", "id")
);
