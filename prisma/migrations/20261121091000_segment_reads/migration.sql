-- Those who live in some place. Places are few, so that an entry is a few bytes, and an import appends to a few pages.
CREATE INDEX "subscribers_place" ON "subscribers" ("shop_id", "country", "region") WHERE "redacted_at" IS NULL;

-- Unlike the tables that every text touches, these are asked for whole shops: how much is each one's must be known.
ALTER TABLE "subscriber_facts" ALTER COLUMN "shop_id" SET STATISTICS -1;
ALTER TABLE "list_members" ALTER COLUMN "shop_id" SET STATISTICS -1, ALTER COLUMN "list_id" SET STATISTICS -1;
