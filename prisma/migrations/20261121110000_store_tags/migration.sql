-- Which of a subscriber's tags the store gave. News of the customer replaces those and leaves alone what an import or a
-- merchant added here. Until now every tag came from the store.
ALTER TABLE "subscribers" ADD COLUMN "store_tags" TEXT[] NOT NULL DEFAULT '{}';
UPDATE "subscribers" SET "store_tags" = "tags" WHERE "tags" <> '{}';
