-- A count that only grows, known outside the database as well: when the database is behind it, it was restored.
CREATE TABLE "epochs" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "count" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "epochs_pkey" PRIMARY KEY ("only"),
    CONSTRAINT "epochs_only" CHECK ("only")
) WITH (fillfactor = 50);

CREATE TABLE "restores" (
    "id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "noticed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "business_at" TIMESTAMPTZ(3) NOT NULL,
    "noticed_by" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "trouble" TEXT,
    "texts" INTEGER NOT NULL DEFAULT 0,
    "replies" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "restores_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "restores_open" ON "restores" (("ended_at" IS NULL)) WHERE "ended_at" IS NULL;

CREATE TABLE "left_texts" (
    "shop_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "sender_id" UUID NOT NULL,
    "phone_hash" TEXT NOT NULL,
    "words_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "message_id" UUID,

    CONSTRAINT "left_texts_pkey" PRIMARY KEY ("shop_id", "provider", "provider_id")
);
CREATE INDEX "left_texts_shop_id_phone_hash_idx" ON "left_texts" ("shop_id", "phone_hash");
