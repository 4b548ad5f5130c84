-- How long a shop's audit log is kept.
ALTER TABLE "shop_settings" ADD COLUMN "activity_months" INTEGER NOT NULL DEFAULT 12;
