-- What staff do in a conversation: answers (each text of them once), notes among themselves, what became of it; and words that they
-- use again.
CREATE TABLE "conversation_answers" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "body" TEXT,
    "by_kind" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "by_name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_answers_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE UNIQUE INDEX "conversation_answers_shop_id_conversation_id_key_key" ON "conversation_answers"("shop_id", "conversation_id", "key");
CREATE INDEX "conversation_answers_shop_id_subscriber_id_idx" ON "conversation_answers"("shop_id", "subscriber_id");

CREATE TABLE "conversation_notes" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "by_kind" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "by_name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_notes_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE UNIQUE INDEX "conversation_notes_shop_id_conversation_id_key_key" ON "conversation_notes"("shop_id", "conversation_id", "key");
CREATE INDEX "conversation_notes_shop_id_subscriber_id_idx" ON "conversation_notes"("shop_id", "subscriber_id");

CREATE TABLE "conversation_events" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by_kind" TEXT,
    "by_id" TEXT,
    "by_name" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_events_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE INDEX "conversation_events_shop_id_conversation_id_at_idx" ON "conversation_events"("shop_id", "conversation_id", "at");
CREATE INDEX "conversation_events_shop_id_subscriber_id_idx" ON "conversation_events"("shop_id", "subscriber_id");

CREATE TABLE "saved_replies" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "shortcut" TEXT,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_replies_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE UNIQUE INDEX "saved_replies_shop_id_name_key" ON "saved_replies"("shop_id", "name");
CREATE UNIQUE INDEX "saved_replies_shop_id_shortcut_key" ON "saved_replies"("shop_id", "shortcut");
