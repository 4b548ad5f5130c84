-- One index instead of two. Nobody asks for an entry of the ledger by its id alone; all are read by person, in their order.
ALTER TABLE "consent_events" DROP CONSTRAINT "consent_events_pkey";
ALTER TABLE "consent_events"
  ADD CONSTRAINT "consent_events_pkey" PRIMARY KEY ("shop_id", "subscriber_id", "recorded_at", "id");
DROP INDEX "consent_events_shop_id_subscriber_id_recorded_at_idx";

-- Newcomers at its end, where PostgreSQL writes without a search and leaves full pages behind; it is read from there.
DROP INDEX "subscribers_newest";
CREATE INDEX "subscribers_newest" ON "subscribers" ("shop_id", "created_at", "id")
  INCLUDE ("marketing", "marketing_at", "country", "region", "time_zone") WHERE "redacted_at" IS NULL;
