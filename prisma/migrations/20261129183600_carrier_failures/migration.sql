-- A text that failed for a reason that may pass goes back to waiting and is handed over under a name of its own ("resends");
-- "tries" bounds the causes that are tried a few times only. Constant defaults: no row is rewritten.
ALTER TABLE "messages" ADD COLUMN "resends" SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE "messages" ADD COLUMN "tries" SMALLINT NOT NULL DEFAULT 0;

-- How many pictures or other files an inbound text holds.
ALTER TABLE "inbound_texts" ADD COLUMN "pictures" SMALLINT NOT NULL DEFAULT 0;

-- A provider that takes no texts at present, or none to one country (region: ISO 3166-1 alpha-2; '' for all of them).
CREATE TABLE "provider_holds" (
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL DEFAULT '',
    "cause" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_holds_pkey" PRIMARY KEY ("provider", "region")
);

-- Numbers that carriers called unable to receive texts, since their last sign of life.
CREATE TABLE "number_failures" (
    "shop_id" UUID NOT NULL,
    "phone_hash" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "number_failures_pkey" PRIMARY KEY ("shop_id", "phone_hash")
);

-- Numbers that are marked already: a sign of life must be able to lift the mark.
INSERT INTO "number_failures" ("shop_id", "phone_hash", "first_at", "last_at")
SELECT shop_id, phone_hash, at, at FROM "suppressions" WHERE reason = 'invalid-number' AND lifted_at IS NULL
UNION
SELECT shop_id, phone_hash, invalid_at, invalid_at FROM "subscribers" WHERE invalid_at IS NOT NULL
ON CONFLICT DO NOTHING;

-- Texts of a campaign that carriers took for spam. "judged_…": the counts when the campaign was last paused for them.
CREATE TABLE "filtered_texts" (
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "count" INTEGER NOT NULL,
    "judged_count" INTEGER NOT NULL DEFAULT 0,
    "judged_reports" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "filtered_texts_pkey" PRIMARY KEY ("shop_id", "source_id")
);
