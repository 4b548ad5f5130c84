-- Urgent campaigns, sending by each recipient's own clock, and control that touches the same few rows at any size.

ALTER TABLE "campaigns"
  ADD COLUMN "is_urgent" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "local_time" TEXT,
  ADD COLUMN "is_settling" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "campaign_chunks" ADD COLUMN "time_zone" TEXT;

-- What Prisma's schema language cannot say.

ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_local_time" CHECK ("local_time" ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$');

-- One urgent campaign under way for each shop.
CREATE UNIQUE INDEX "campaigns_urgent" ON "campaigns" ("shop_id")
  WHERE "is_urgent" AND "started_at" IS NOT NULL AND "state" IN ('preparing', 'sending', 'paused');
-- A lane's campaigns, and a shop's.
CREATE INDEX "campaigns_dispatching" ON "campaigns" ("shop_id", "sender_id") WHERE "state" IN ('preparing', 'sending');
-- Campaigns whose waiting texts are still to be ended or woken. Read across shops by the sweep.
CREATE INDEX "campaigns_settling" ON "campaigns" ("shop_id", "id") WHERE "is_settling";

-- The hour is part of the key, so that chunks which are not due yet are passed over without being read.
DROP INDEX "campaign_chunks_next";
CREATE INDEX "campaign_chunks_next" ON "campaign_chunks" ("shop_id", "campaign_id", "closes_at", "id", "due_at") WHERE "state" = 'ready';
-- Chunks are asked for by their campaign alone: those of a cancelled one stay as they are and are never looked at.
DROP INDEX "campaign_chunks_lane";
