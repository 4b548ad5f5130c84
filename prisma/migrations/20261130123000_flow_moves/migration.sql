-- People inside older versions of a flow who are moved into a new one: what was chosen for them, and how far it has come.
CREATE TABLE "flow_moves" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "choices" JSONB NOT NULL,
    "pass" INTEGER NOT NULL DEFAULT 0,
    "cursor" UUID,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "total" INTEGER NOT NULL,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "left" INTEGER NOT NULL DEFAULT 0,
    "stayed" INTEGER NOT NULL DEFAULT 0,
    "busy" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_moves_pkey" PRIMARY KEY ("shop_id","id")
);

-- The latest of a flow.
CREATE INDEX "flow_moves_shop_id_flow_id_started_at_idx" ON "flow_moves"("shop_id", "flow_id", "started_at");
-- One at a time, found by the sweep when it is due.
CREATE UNIQUE INDEX "flow_moves_under_way" ON "flow_moves" ("shop_id", "flow_id") WHERE "state" = 'moving';
CREATE INDEX "flow_moves_due" ON "flow_moves" ("due_at") WHERE "state" = 'moving';
