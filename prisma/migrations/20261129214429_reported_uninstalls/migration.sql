SET lock_timeout = '5s';
ALTER TABLE "shops"
  ADD COLUMN "uninstall_told_at" TIMESTAMPTZ(3),
  ADD COLUMN "uninstall_held_at" TIMESTAMPTZ(3),
  ADD COLUMN "redaction_told_at" TIMESTAMPTZ(3),
  ADD COLUMN "installed_proven_at" TIMESTAMPTZ(3);
ALTER TABLE "shops" ADD COLUMN "store_number" TEXT;
-- allow backfill: a row for each shop. Their details, with the number, are fetched again.
UPDATE "shops" SET "details_at" = NULL WHERE "installed_at" IS NOT NULL AND "uninstalled_at" IS NULL;
