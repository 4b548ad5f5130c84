-- The pictures that shoppers text. The bytes are compressed as they are: PostgreSQL doesn't try again.
CREATE TABLE "conversation_pictures" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "text_id" UUID NOT NULL,
    "place" SMALLINT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_ref" TEXT,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "content_type" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "size" INTEGER,
    "bytes" BYTEA,
    "due_at" TIMESTAMPTZ(3),
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pictures_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE UNIQUE INDEX "conversation_pictures_shop_id_text_id_place_key" ON "conversation_pictures"("shop_id", "text_id", "place");
CREATE INDEX "conversation_pictures_shop_id_conversation_id_created_at_idx" ON "conversation_pictures"("shop_id", "conversation_id", "created_at");
CREATE INDEX "conversation_pictures_shop_id_subscriber_id_idx" ON "conversation_pictures"("shop_id", "subscriber_id");
CREATE INDEX "conversation_pictures_created_at_idx" ON "conversation_pictures"("created_at");
CREATE INDEX "conversation_pictures_due" ON "conversation_pictures"("shop_id", "due_at") WHERE "due_at" IS NOT NULL;

ALTER TABLE "conversation_pictures" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
