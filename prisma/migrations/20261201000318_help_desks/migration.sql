-- Conversations that are handed to a help desk (domain/help-desks).
CREATE TABLE "help_desks" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subdomain" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "hook_id" TEXT NOT NULL,
    "hands_over" TEXT NOT NULL,
    "topics" TEXT[],
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "rests_until" TIMESTAMPTZ(3),
    "trouble" TEXT,
    "disconnected_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "help_desks_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "help_desk_tickets" (
    "shop_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "desk_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "ticket_id" TEXT,
    "number" INTEGER NOT NULL DEFAULT 1,
    "is_closed" BOOLEAN NOT NULL DEFAULT false,
    "due_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "help_desk_tickets_pkey" PRIMARY KEY ("shop_id","conversation_id")
);

CREATE TABLE "help_desk_lines" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "place" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body" TEXT,
    "trouble" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "help_desk_lines_pkey" PRIMARY KEY ("shop_id","id")
);

-- One help desk a shop, found by the shop alone.
CREATE UNIQUE INDEX "help_desks_shop_id_key" ON "help_desks"("shop_id");

-- Erasure.
CREATE INDEX "help_desk_tickets_shop_id_subscriber_id_idx" ON "help_desk_tickets"("shop_id", "subscriber_id");

-- The ticket that a webhook names.
CREATE INDEX "help_desk_tickets_shop_id_desk_id_ticket_id_idx" ON "help_desk_tickets"("shop_id", "desk_id", "ticket_id");

-- What is due.
CREATE INDEX "help_desk_tickets_due" ON "help_desk_tickets" ("shop_id", "due_at") WHERE "due_at" IS NOT NULL;

-- What is told again is recorded once.
CREATE UNIQUE INDEX "help_desk_lines_shop_id_conversation_id_key_key" ON "help_desk_lines"("shop_id", "conversation_id", "key");

-- The first line of a ticket.
CREATE INDEX "help_desk_lines_waiting" ON "help_desk_lines" ("shop_id", "conversation_id", "place") WHERE "ended_at" IS NULL;

-- Erasure.
CREATE INDEX "help_desk_lines_shop_id_subscriber_id_idx" ON "help_desk_lines"("shop_id", "subscriber_id");

-- Retention.
CREATE INDEX "help_desk_lines_created_at_idx" ON "help_desk_lines"("created_at");
