SET lock_timeout = '5s';
-- Constant defaults: no row is rewritten. Old code leaves them as they are, and no version that it can read waits for an event.
ALTER TABLE "enrollments"
  ADD COLUMN "memory" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "waits_for" TEXT,
  ADD COLUMN "waiting_since" TIMESTAMPTZ(3);
