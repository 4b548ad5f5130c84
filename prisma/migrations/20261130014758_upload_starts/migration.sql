-- When a shop's uploads began: one that breaks off deletes its import and still counts towards the uploads of a day.
SET lock_timeout = '5s';
CREATE TABLE "upload_starts" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upload_starts_pkey" PRIMARY KEY ("shop_id","id")
);

-- Uploads of the last day, so that the limit holds at once.
INSERT INTO "upload_starts" ("shop_id", "id", "at")
SELECT shop_id, id, created_at FROM "imports" WHERE created_at > now() - interval '1 day';
