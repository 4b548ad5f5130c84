-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shops" (
    "id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT,
    "currency" TEXT,
    "country" TEXT,
    "time_zone" TEXT,
    "email" TEXT,
    "installed_at" TIMESTAMPTZ(3),
    "uninstalled_at" TIMESTAMPTZ(3),
    "details_at" TIMESTAMPTZ(3),
    "redacted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shops_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop_settings" (
    "shop_id" UUID NOT NULL,
    "brand_name" TEXT,
    "texting_starts_minute" INTEGER NOT NULL DEFAULT 540,
    "texting_ends_minute" INTEGER NOT NULL DEFAULT 1200,
    "frequency_cap_hours" INTEGER NOT NULL DEFAULT 24,
    "frequency_cap_texts" INTEGER NOT NULL DEFAULT 1,
    "frequency_cap_action" TEXT NOT NULL DEFAULT 'skip',
    "opt_out_words" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "help_text" TEXT,
    "attribution_window_days" INTEGER NOT NULL DEFAULT 5,
    "share_weight" INTEGER NOT NULL DEFAULT 1,
    "test_phone" TEXT,
    "test_text_sent_at" TIMESTAMPTZ(3),
    "setup_dismissed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_settings_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "senders" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parts_per_second" DOUBLE PRECISION NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "stopped_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "senders_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "subscribers" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "phone" TEXT,
    "phone_hash" TEXT NOT NULL,
    "customer_id" TEXT,
    "email" TEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "country" TEXT,
    "region" TEXT,
    "time_zone" TEXT,
    "places" JSONB NOT NULL DEFAULT '[]',
    "rule_signature" TEXT NOT NULL DEFAULT 'unknown',
    "marketing" TEXT NOT NULL DEFAULT 'never',
    "marketing_at" TIMESTAMPTZ(3),
    "invalid_at" TIMESTAMPTZ(3),
    "invalid_reason" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "page_key" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "redacted_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscribers_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "consent_events" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "phone_hash" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "text_shown" TEXT,
    "form_version" TEXT,
    "ip" TEXT,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "applied" BOOLEAN NOT NULL,
    "reason" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_events_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "suppressions" (
    "shop_id" UUID NOT NULL,
    "phone_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "suppressions_pkey" PRIMARY KEY ("shop_id","phone_hash")
);

-- CreateTable
CREATE TABLE "recipient_caps" (
    "shop_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "marketing_at" TIMESTAMPTZ(3)[],

    CONSTRAINT "recipient_caps_pkey" PRIMARY KEY ("shop_id","subscriber_id")
);

-- CreateTable
CREATE TABLE "events" (
    "shop_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "events_pkey" PRIMARY KEY ("shop_id","occurred_at","id")
) PARTITION BY RANGE ("occurred_at");

-- CreateTable
CREATE TABLE "checkouts" (
    "shop_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "subscriber_id" UUID,
    "recovery_url" TEXT,
    "currency" TEXT,
    "total_micros" BIGINT NOT NULL DEFAULT 0,
    "lines" JSONB NOT NULL DEFAULT '[]',
    "news_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkouts_pkey" PRIMARY KEY ("shop_id","token")
);

-- CreateTable
CREATE TABLE "orders" (
    "shop_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "subscriber_id" UUID,
    "checkout_token" TEXT,
    "currency" TEXT NOT NULL,
    "total_micros" BIGINT NOT NULL,
    "refunded_micros" BIGINT NOT NULL DEFAULT 0,
    "landing_site" TEXT,
    "status_url" TEXT,
    "lines" JSONB NOT NULL DEFAULT '[]',
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "news_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "shop_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "amount_micros" BIGINT NOT NULL,
    "refunded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "attributions" (
    "shop_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "message_month" DATE NOT NULL,
    "message_id" UUID NOT NULL,
    "source_kind" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "clicked_at" TIMESTAMPTZ(3) NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "total_micros" BIGINT NOT NULL,
    "refunded_micros" BIGINT NOT NULL DEFAULT 0,
    "window_days" INTEGER NOT NULL,
    "explanation" JSONB NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attributions_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "short_links" (
    "code" TEXT NOT NULL,
    "shop_id" UUID NOT NULL,
    "message_month" DATE NOT NULL,
    "message_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "target_url" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "short_links_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "clicks" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "message_month" DATE NOT NULL,
    "message_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "clicked_at" TIMESTAMPTZ(3) NOT NULL,
    "user_agent" TEXT,
    "counted" BOOLEAN NOT NULL,
    "ignored_because" TEXT,

    CONSTRAINT "clicks_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "paused_from" TEXT,
    "paused_because" TEXT,
    "body" TEXT NOT NULL DEFAULT '',
    "link_url" TEXT,
    "audience" JSONB NOT NULL DEFAULT '{"kind":"all"}',
    "sender_id" UUID,
    "scheduled_at" TIMESTAMPTZ(3),
    "month" DATE,
    "started_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "snapshot_key" INTEGER,
    "snapshot_done_at" TIMESTAMPTZ(3),
    "audience_count" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    "failed_because" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "campaign_events" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_events_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "campaign_chunks" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "rule_signature" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "subscriber_ids" UUID[],
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'ready',

    CONSTRAINT "campaign_chunks_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "flows" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "preset" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "live_version_id" UUID,
    "draft" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flows_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "flow_versions" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_versions_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "enrollments" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "step_id" TEXT,
    "resume_at" TIMESTAMPTZ(3),
    "exited_because" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrollments_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "messages" (
    "shop_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "id" UUID NOT NULL,
    "class" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "source_kind" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "occurrence" TEXT NOT NULL DEFAULT '',
    "subscriber_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "body" TEXT,
    "encoding" TEXT,
    "parts" INTEGER,
    "price_micros" BIGINT,
    "phone" TEXT,
    "provider" TEXT,
    "provider_id" TEXT,
    "claimed_at" TIMESTAMPTZ(6),
    "claim_ends_at" TIMESTAMPTZ(6),
    "ask_at" TIMESTAMPTZ(6),
    "asked" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "handed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "why" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("shop_id","month","id")
) PARTITION BY RANGE ("month");

-- CreateTable
CREATE TABLE "conversations" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "last_text_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "inbound_texts" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "body" TEXT,
    "meaning" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_texts_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "withdrawals" (
    "shop_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "target" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "withdrawals_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "intake" (
    "shop_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "shop_domain" TEXT,
    "source_key" TEXT NOT NULL,
    "triggered_at" TIMESTAMPTZ(3),
    "url" TEXT,
    "body" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "intake_pkey" PRIMARY KEY ("shop_id","received_at","id")
) PARTITION BY RANGE ("received_at");

-- CreateTable
CREATE TABLE "intake_keys" (
    "source_key" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "intake_keys_pkey" PRIMARY KEY ("source_key")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "shops_domain_key" ON "shops"("domain");

-- CreateIndex
CREATE INDEX "subscribers_shop_id_customer_id_idx" ON "subscribers"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "subscribers_shop_id_created_at_id_idx" ON "subscribers"("shop_id", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscribers_shop_id_phone_hash_key" ON "subscribers"("shop_id", "phone_hash");

-- CreateIndex
CREATE INDEX "consent_events_shop_id_subscriber_id_recorded_at_idx" ON "consent_events"("shop_id", "subscriber_id", "recorded_at");

-- CreateIndex
CREATE INDEX "events_shop_id_subscriber_id_occurred_at_idx" ON "events"("shop_id", "subscriber_id", "occurred_at");

-- CreateIndex
CREATE INDEX "orders_shop_id_subscriber_id_placed_at_idx" ON "orders"("shop_id", "subscriber_id", "placed_at");

-- CreateIndex
CREATE INDEX "refunds_shop_id_order_id_idx" ON "refunds"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "attributions_shop_id_source_kind_source_id_idx" ON "attributions"("shop_id", "source_kind", "source_id");

-- CreateIndex
CREATE INDEX "attributions_shop_id_ordered_at_idx" ON "attributions"("shop_id", "ordered_at");

-- CreateIndex
CREATE INDEX "clicks_shop_id_subscriber_id_clicked_at_idx" ON "clicks"("shop_id", "subscriber_id", "clicked_at");

-- CreateIndex
CREATE INDEX "clicks_shop_id_message_id_idx" ON "clicks"("shop_id", "message_id");

-- CreateIndex
CREATE INDEX "campaigns_shop_id_created_at_idx" ON "campaigns"("shop_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "campaign_events_shop_id_campaign_id_at_idx" ON "campaign_events"("shop_id", "campaign_id", "at");

-- CreateIndex
CREATE INDEX "campaign_chunks_shop_id_campaign_id_idx" ON "campaign_chunks"("shop_id", "campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "flows_shop_id_preset_key" ON "flows"("shop_id", "preset");

-- CreateIndex
CREATE UNIQUE INDEX "flow_versions_shop_id_flow_id_number_key" ON "flow_versions"("shop_id", "flow_id", "number");

-- CreateIndex
CREATE INDEX "enrollments_shop_id_subscriber_id_idx" ON "enrollments"("shop_id", "subscriber_id");

-- CreateIndex
CREATE INDEX "enrollments_shop_id_flow_id_started_at_idx" ON "enrollments"("shop_id", "flow_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "enrollments_shop_id_flow_id_subject_key" ON "enrollments"("shop_id", "flow_id", "subject");

-- CreateIndex
CREATE INDEX "messages_shop_id_month_source_id_state_idx" ON "messages"("shop_id", "month", "source_id", "state");

-- CreateIndex
CREATE INDEX "messages_shop_id_subscriber_id_created_at_idx" ON "messages"("shop_id", "subscriber_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "messages_once" ON "messages"("shop_id", "month", "source_id", "subscriber_id", "occurrence");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_shop_id_subscriber_id_key" ON "conversations"("shop_id", "subscriber_id");

-- CreateIndex
CREATE INDEX "inbound_texts_shop_id_conversation_id_received_at_idx" ON "inbound_texts"("shop_id", "conversation_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_texts_shop_id_provider_provider_id_key" ON "inbound_texts"("shop_id", "provider", "provider_id");

-- CreateIndex
CREATE INDEX "withdrawals_at_idx" ON "withdrawals"("at");

-- CreateIndex
CREATE INDEX "intake_keys_received_at_idx" ON "intake_keys"("received_at");


-- CreateTable
CREATE TABLE "data_requests" (
    "shop_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT,
    "file" JSONB,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "redacted_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_requests_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "redactions" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "redactions_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "checkouts_shop_id_subscriber_id_idx" ON "checkouts"("shop_id", "subscriber_id");

-- CreateIndex
CREATE INDEX "short_links_shop_id_subscriber_id_idx" ON "short_links"("shop_id", "subscriber_id");

-- What Prisma's schema language cannot say: partitions, partial indexes, checks.

-- Makes the partition of `parent` that holds `month`; true when it was missing. Attached rather than created in place,
-- so that the parent stays readable and writable meanwhile. Safe to repeat and to run from many processes.
CREATE FUNCTION make_month_partition(parent text, month date) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  first date := date_trunc('month', month)::date;
  partition text := parent || '_' || to_char(first, 'YYYY_MM');
BEGIN
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext(partition));
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', partition, parent);
  IF parent = 'messages' THEN
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      parent, partition, first, (first + interval '1 month')::date);
  ELSE
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      parent, partition, first::timestamp AT TIME ZONE 'UTC', (first + interval '1 month') AT TIME ZONE 'UTC');
  END IF;
  RETURN true;
END
$$;

-- A lane's waiting texts in the order they come due: the claim, and the sweep's look for lanes whose bell was lost.
CREATE INDEX "messages_lane" ON "messages" ("shop_id", "class", "sender_id", "due_at") WHERE "state" = 'waiting';
-- Claims whose worker may have died, oldest first.
CREATE INDEX "messages_claimed" ON "messages" ("claim_ends_at") WHERE "state" = 'sending';
-- Unknown outcomes the provider is still to be asked about.
CREATE INDEX "messages_to_ask" ON "messages" ("ask_at") WHERE "state" = 'unknown' AND "ask_at" IS NOT NULL;
-- An exit cancels what its enrollment still has waiting; a pause parks what its campaign has.
CREATE INDEX "messages_waiting_source" ON "messages" ("shop_id", "source_id") WHERE "state" = 'waiting';

-- A campaign's next chunk: the one whose window closes first.
CREATE INDEX "campaign_chunks_next" ON "campaign_chunks" ("shop_id", "campaign_id", "closes_at", "id") WHERE "state" = 'ready';
-- Whether a sender has a chunk due: the sweep.
CREATE INDEX "campaign_chunks_lane" ON "campaign_chunks" ("shop_id", "sender_id", "due_at") WHERE "state" = 'ready';
-- Campaigns that want a worker: due to start, or with a snapshot or an end to make. Read across shops by the sweep.
CREATE INDEX "campaigns_at_work" ON "campaigns" ("state", "scheduled_at") WHERE "state" IN ('scheduled', 'preparing', 'sending');
-- The snapshot's page.
CREATE INDEX "subscribers_audience" ON "subscribers" ("shop_id", "page_key", "id") WHERE "marketing" = 'subscribed';
-- Due timers, claimed in batches across shops.
CREATE INDEX "enrollments_due" ON "enrollments" ("resume_at") WHERE "state" = 'waiting';
-- Work of one kind, oldest first. Across shops: a batch takes whoever is next.
CREATE INDEX "intake_pending" ON "intake" ("kind", "due_at", "id") WHERE "state" = 'pending';
-- A number belongs to one shop at a time; an inbound text finds its shop by it.
CREATE UNIQUE INDEX "senders_live_phone" ON "senders" ("phone") WHERE "released_at" IS NULL;

ALTER TABLE "messages"
  ADD CONSTRAINT "messages_state" CHECK ("state" IN ('waiting','sending','accepted','sent','delivered','failed','skipped','expired','unknown')),
  ADD CONSTRAINT "messages_class" CHECK ("class" IN ('transactional','reply','flow','campaign')),
  ADD CONSTRAINT "messages_purpose" CHECK ("purpose" IN ('marketing','transactional','compliance'));
ALTER TABLE "campaigns"
  ADD CONSTRAINT "campaigns_state" CHECK ("state" IN ('draft','scheduled','preparing','sending','paused','finished','cancelled','failed'));
ALTER TABLE "campaign_chunks"
  ADD CONSTRAINT "campaign_chunks_cursor" CHECK ("cursor" BETWEEN 0 AND cardinality("subscriber_ids"));
ALTER TABLE "enrollments"
  ADD CONSTRAINT "enrollments_state" CHECK ("state" IN ('waiting','finished','exited'));
ALTER TABLE "subscribers"
  ADD CONSTRAINT "subscribers_marketing" CHECK ("marketing" IN ('never','pending','subscribed','unsubscribed'));

-- From last month to three months ahead; from here on the workers make them (domain/operations/partitions.ts).
SELECT make_month_partition(parent, (date_trunc('month', now()) + make_interval(months => ahead))::date)
FROM unnest(ARRAY['messages', 'intake', 'events']) AS parent, generate_series(-1, 3) AS ahead;
