-- Spend caps, carriers' budgets and the kill switch.

ALTER TABLE "shops"
  ADD COLUMN "sending_stopped_at" TIMESTAMPTZ(3),
  ADD COLUMN "sending_stopped_by" TEXT,
  ADD COLUMN "sending_stopped_because" TEXT;
ALTER TABLE "shop_settings" ADD COLUMN "daily_spend_cap_micros" BIGINT;
ALTER TABLE "campaigns" ADD COLUMN "spend_cap_micros" BIGINT;

-- CreateTable
CREATE TABLE "spend_counters" (
    "shop_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "target" UUID NOT NULL,
    "day" DATE NOT NULL,
    "used" BIGINT NOT NULL,
    "refused" BIGINT,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "spend_counters_pkey" PRIMARY KEY ("shop_id","kind","target","day")
);

-- CreateTable
CREATE TABLE "carrier_budgets" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "carrier" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "sender_ids" UUID[],
    "per" TEXT NOT NULL,
    "parts" INTEGER NOT NULL,
    "resets_in" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "carrier_budgets_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "sending_switches" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "because" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sending_switches_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "carrier_budgets_shop_id_carrier_scope_name_key" ON "carrier_budgets"("shop_id", "carrier", "scope", "name");

-- CreateIndex
CREATE INDEX "sending_switches_shop_id_at_idx" ON "sending_switches"("shop_id", "at" DESC);

-- What Prisma's schema language cannot say.

-- Caps and budgets that are used up: asked before every slice, hence small.
CREATE INDEX "spend_counters_full" ON "spend_counters" ("shop_id", "ends_at") WHERE "refused" IS NOT NULL;
-- Whether a shop has a campaign with a cap under way: asked before every slice.
CREATE INDEX "campaigns_capped" ON "campaigns" ("shop_id") WHERE "spend_cap_micros" IS NOT NULL AND "state" IN ('preparing', 'sending');

ALTER TABLE "shop_settings" ADD CONSTRAINT "shop_settings_daily_spend_cap" CHECK ("daily_spend_cap_micros" > 0);
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_spend_cap" CHECK ("spend_cap_micros" > 0);
ALTER TABLE "carrier_budgets"
  ADD CONSTRAINT "carrier_budgets_scope" CHECK ("scope" IN ('brand', 'registration')),
  ADD CONSTRAINT "carrier_budgets_per" CHECK ("per" IN ('day', 'minute')),
  ADD CONSTRAINT "carrier_budgets_parts" CHECK ("parts" > 0);

-- The zone when PostgreSQL knows it, else UTC: a store may name one that is newer than the server, and no claim may fail by it.
CREATE FUNCTION zone_or_utc(zone text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM 'epoch'::timestamptz AT TIME ZONE zone;
  RETURN coalesce(zone, 'UTC');
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN 'UTC';
END
$$;
