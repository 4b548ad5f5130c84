-- Requests to servers that merchants choose (domain/outgoing).
CREATE TABLE "outgoing_requests" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source_kind" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "occurrence" TEXT NOT NULL DEFAULT '',
    "subscriber_id" UUID,
    "url" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "body" TEXT,
    "wants_answer" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "taken_until" TIMESTAMPTZ(3),
    "give_up_at" TIMESTAMPTZ(3) NOT NULL,
    "status" INTEGER,
    "trouble" TEXT,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "outgoing_requests_pkey" PRIMARY KEY ("shop_id","id")
);

-- A step that is repeated asks once.
CREATE UNIQUE INDEX "outgoing_requests_shop_id_source_kind_source_id_occurrence_key"
  ON "outgoing_requests"("shop_id", "source_kind", "source_id", "occurrence");

-- What an erasure looks for.
CREATE INDEX "outgoing_requests_shop_id_subscriber_id_idx" ON "outgoing_requests"("shop_id", "subscriber_id");

-- What is due, and what is under way: a small part of the table.
CREATE INDEX "outgoing_requests_due" ON "outgoing_requests" ("shop_id", "due_at") WHERE "due_at" IS NOT NULL;

-- What the retention deletes.
CREATE INDEX "outgoing_requests_ended" ON "outgoing_requests" ("ended_at") WHERE "ended_at" IS NOT NULL;

CREATE TABLE "outgoing_destinations" (
    "shop_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "rests_until" TIMESTAMPTZ(3),
    "secret_number" INTEGER NOT NULL DEFAULT 1,
    "secret_replaced_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outgoing_destinations_pkey" PRIMARY KEY ("shop_id","origin")
);

CREATE TABLE "outgoing_usage" (
    "shop_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "busy_ms" BIGINT NOT NULL DEFAULT 0,
    "rests_until" TIMESTAMPTZ(3),

    CONSTRAINT "outgoing_usage_pkey" PRIMARY KEY ("shop_id")
);
