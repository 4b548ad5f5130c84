-- The numbers that a file has held so far, as fingerprints, kept with the cursor: an import that is stopped and resumed still
-- knows which numbers are repeated. Rows exist only while a dry run or an import is under way.
SET lock_timeout = '5s';
CREATE TABLE "import_numbers" (
    "shop_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "end_bytes" BIGINT NOT NULL,
    "seen" BYTEA NOT NULL,
    "opted_out" BYTEA NOT NULL,

    CONSTRAINT "import_numbers_pkey" PRIMARY KEY ("shop_id", "import_id", "end_bytes")
);
-- Fingerprints do not compress.
ALTER TABLE "import_numbers" ALTER COLUMN "seen" SET STORAGE EXTERNAL, ALTER COLUMN "opted_out" SET STORAGE EXTERNAL;
