-- Timers of transactional flows come before those of marketing flows; rows of before keep the place that they had. An enrollment whose
-- step throws is set aside: how often it did, and what was thrown.
ALTER TABLE "enrollments"
  ADD COLUMN "is_transactional" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "failures" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "trouble" TEXT;
