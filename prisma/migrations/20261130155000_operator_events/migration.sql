-- What operators of the installation have done, and why: written in the transaction that acts. Never changed.
CREATE TABLE "operator_events" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "operator" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "because" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "operator_events_pkey" PRIMARY KEY ("id")
);

-- The audit log, newest first.
CREATE INDEX "operator_events_at_id_idx" ON "operator_events"("at" DESC, "id" DESC);
