-- Events for programs that merchants choose (domain/webhooks-out).
CREATE TABLE "webhook_endpoints" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "event_types" TEXT[],
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "off_because" TEXT,
    "signing_number" INTEGER NOT NULL DEFAULT 1,
    "signing_replaced_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "rests_until" TIMESTAMPTZ(3),
    "full_since" TIMESTAMPTZ(3),
    "counted_at" TIMESTAMPTZ(3),
    "last_delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "webhook_events" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "subscriber_id" UUID,
    "place" BIGSERIAL NOT NULL,
    "body" TEXT,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "taken_until" TIMESTAMPTZ(3),
    "give_up_at" TIMESTAMPTZ(3),
    "status" INTEGER,
    "trouble" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("shop_id","id")
);

-- What is published again is recorded once.
CREATE UNIQUE INDEX "webhook_events_shop_id_endpoint_id_type_key_key" ON "webhook_events"("shop_id", "endpoint_id", "type", "key");

-- The line of a person, and erasure.
CREATE INDEX "webhook_events_shop_id_subscriber_id_endpoint_id_place_idx"
  ON "webhook_events"("shop_id", "subscriber_id", "endpoint_id", "place");

-- The log of an endpoint.
CREATE INDEX "webhook_events_shop_id_endpoint_id_created_at_idx" ON "webhook_events"("shop_id", "endpoint_id", "created_at");

-- Retention.
CREATE INDEX "webhook_events_created_at_idx" ON "webhook_events"("created_at");

-- What is due, and what is under way: the heads of the lines.
CREATE INDEX "webhook_events_due" ON "webhook_events" ("shop_id", "endpoint_id", "due_at") WHERE "due_at" IS NOT NULL;

-- What waits: counted, and given up from its oldest on.
CREATE INDEX "webhook_events_waiting" ON "webhook_events" ("shop_id", "endpoint_id", "place") WHERE "ended_at" IS NULL;
