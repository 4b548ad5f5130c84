-- Who did what in a shop (domain/audit): ids and names of verbs.
CREATE TABLE "audit_events" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "verb" TEXT NOT NULL,
    "subject_id" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "once_key" TEXT,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "audit_events_shop_id_once_key_key" ON "audit_events"("shop_id", "once_key");
CREATE INDEX "audit_events_shop_id_at_idx" ON "audit_events"("shop_id", "at");
