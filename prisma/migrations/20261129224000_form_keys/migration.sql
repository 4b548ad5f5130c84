SET lock_timeout = '5s';
ALTER TABLE "shops"
  ADD COLUMN "form_key_at" TIMESTAMPTZ(3),
  ADD COLUMN "unsigned_forms_until" TIMESTAMPTZ(3);
-- allow backfill: a row for each shop. Their pages send forms without a signature until the new block is deployed.
UPDATE "shops" SET "unsigned_forms_until" = now() + interval '30 days'
WHERE "installed_at" IS NOT NULL AND "uninstalled_at" IS NULL;
