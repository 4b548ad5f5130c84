-- Files of subscribers and of numbers that must not be texted, read in chunks by whichever worker is there.

CREATE TABLE "imports" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_bytes" BIGINT NOT NULL DEFAULT 0,
    "file_hash" TEXT,
    "problem" TEXT,
    "encoding" TEXT,
    "separator" TEXT,
    "has_header" BOOLEAN NOT NULL DEFAULT true,
    "columns" TEXT[] NOT NULL DEFAULT '{}',
    "sample" JSONB NOT NULL DEFAULT '[]',
    "origin" TEXT,
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "consent_source" TEXT,
    "consent_words" TEXT,
    "consented_at" TIMESTAMPTZ(3),
    "attested_at" TIMESTAMPTZ(3),
    "options" JSONB NOT NULL DEFAULT '{}',
    "head_bytes" BIGINT NOT NULL DEFAULT 0,
    "head_lines" INTEGER NOT NULL DEFAULT 0,
    "cursor_bytes" BIGINT NOT NULL DEFAULT 0,
    "cursor_line" BIGINT NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "expected" JSONB,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "imports_pkey" PRIMARY KEY ("shop_id", "id"),
    CONSTRAINT "imports_state" CHECK ("state" IN ('uploading', 'uploaded', 'examining', 'examined', 'importing', 'paused', 'finished', 'cancelled', 'failed')),
    CONSTRAINT "imports_kind" CHECK ("kind" IN ('subscribers', 'suppressions'))
);

-- The list of imports, newest first.
CREATE INDEX "imports_shop_id_created_at_idx" ON "imports"("shop_id", "created_at" DESC);

-- The sweep: whatever somebody must go on with.
CREATE INDEX "imports_under_way" ON "imports" ("state") WHERE "state" IN ('examining', 'importing');

-- The file as UTF-8, in pieces of one size, so that a byte's place tells its piece.
CREATE TABLE "import_parts" (
    "shop_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "import_parts_pkey" PRIMARY KEY ("shop_id", "import_id", "number")
);

-- Written once, read once or twice, then deleted: time spent on packing it is lost.
ALTER TABLE "import_parts" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

CREATE TABLE "import_refusals" (
    "shop_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "line" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "cells" TEXT[] NOT NULL,

    CONSTRAINT "import_refusals_pkey" PRIMARY KEY ("shop_id", "import_id", "line")
);

-- Most people of a list are no customers of the store; nobody looks for those who have no customer's id.
DROP INDEX "subscribers_shop_id_customer_id_idx";
CREATE INDEX "subscribers_customer" ON "subscribers" ("shop_id", "customer_id") WHERE "customer_id" IS NOT NULL;
