-- Triggers that no event starts: who enters is worked out in sets, for each flow, page by page.
SET lock_timeout = '5s';
CREATE TABLE "trigger_watches" (
    "shop_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "segment_id" UUID,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "watermark" TIMESTAMPTZ(3) NOT NULL,
    "pass_until" TIMESTAMPTZ(3),
    "cursor" TEXT,
    "is_seeded" BOOLEAN NOT NULL DEFAULT false,
    "due_at" TIMESTAMPTZ(3),
    "trouble" TEXT,

    CONSTRAINT "trigger_watches_pkey" PRIMARY KEY ("shop_id","flow_id")
);

CREATE INDEX "trigger_watches_due" ON "trigger_watches"("due_at") WHERE "due_at" IS NOT NULL;

CREATE TABLE "segment_members" (
    "shop_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_members_pkey" PRIMARY KEY ("shop_id","flow_id","subscriber_id")
);

CREATE INDEX "segment_members_shop_id_subscriber_id_idx" ON "segment_members"("shop_id", "subscriber_id");
